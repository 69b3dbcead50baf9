import { h } from "../h.js";
import { brief, moment, usd, whole } from "../format.js";
import { t } from "../i18n.js";
import { limitBar } from "../parts/bars.js";

const SHOW = { usd, tokens: brief, requests: whole };
const MEASURE = { usd: "measure.cost", tokens: "measure.tokens", requests: "measure.requests" };
const RATES = { requests_per_minute: ["requestsPerMinute", whole], tokens_per_minute: ["tokensPerMinute", brief], max_concurrent: ["maxConcurrent", whole] };

/** Every limit of a tenant, rates too: {key (as the file names it), path (where it stands in limits), name, used, held, limit, note, show}. */
export function limitsOf({ limits = [], rates = {} }) {
  return [
    ...limits.map((each) => ({
      key: each.name, path: pathOf(each), name: [each.models, t(`limit.${each.span}`), t(MEASURE[each.unit])].filter(Boolean).join(" · "),
      used: each.used, held: each.reserved, limit: each.limit, show: SHOW[each.unit],
      note: each.reset_at && t("limit.reset", { when: moment(each.reset_at) }),
    })),
    ...Object.entries(RATES).filter(([name]) => rates[name]).map(([name, [key, show]]) => ({
      key, path: [key], name: t(`limit.${key}`), used: rates[name].limit - rates[name].remaining, held: 0, limit: rates[name].limit, show,
      note: rates[name].waiting > 0 && t("limit.waiting", { count: whole(rates[name].waiting) }),
    })),
  ];
}

/** models.*opus*.daily.maxUSD: a pattern may hold dots itself. */
function pathOf({ name, models, span }) {
  const last = name.slice(name.lastIndexOf(".") + 1);
  return models ? ["models", models, span, last] : [span, last];
}

/** Their bars beside each other. */
export const limitBars = (limits) => h(".fields", limits.map((each) => h("div", { key: each.key }, limitBar(each.name, each, each.show))));
