import { asDate, duration } from "../format.js";
import { t } from "../i18n.js";

/** How an upstream stands, as a colour and in words. */
export function standing(upstream, now = Date.now()) {
  const until = asDate(upstream.blacklisted_until);
  const cooling = asDate(upstream.cooling_until);
  if (!upstream.enabled) return { tone: "", words: t("upstream.off") };
  if (until && until > now) return { tone: "bad", words: t("upstream.blacklisted", { left: duration(until - now) }), blacklisted: true };
  if (cooling && cooling > now) return { tone: "warn", words: t("upstream.cooling", { left: duration(cooling - now) }), blacklisted: true };
  if (upstream.healthy === false) return { tone: "bad", words: t("upstream.unhealthy") };
  const failures = upstream.consecutive_failures ?? 0;
  if (failures > 0) return { tone: "warn", words: upstream.failure_threshold ? t("upstream.failing", { count: failures, of: upstream.failure_threshold }) : t("upstream.failed", { count: failures }), failing: true };
  return { tone: "good", words: t("upstream.good") };
}
