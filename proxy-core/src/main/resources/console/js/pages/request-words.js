import { h } from "../h.js";
import { brief, duration, moment, usd } from "../format.js";
import { named } from "../i18n.js";
import { link } from "../route.js";
import { chip } from "../parts/basic.js";

/** The sum of what a request took and gave. */
export const tokensOf = (each) => each.input_tokens + each.output_tokens + each.cache_creation_tokens + each.cache_read_tokens;

export const statusChip = (each) => chip(String(each.status_code || "–"), each.success ? "good" : each.status_code >= 500 || each.status_code === 0 ? "bad" : "warn");

export const agentName = (id) => named("agent", id);

/** Who served a request, or why nobody did. */
export const servedBy = (each) => each.provider_name ?? (each.error_message && named("error", each.error_message));

/** A request in two lines, for lists without columns. */
export const requestRow = (each) => h(".stack.tight.flush", h(".row.tight",
  statusChip(each), h("a.cut.grow", { href: link("requests", each.id) }, each.model_id || each.client_path), h("span.small.soft.num.nowrap", usd(each.cost))),
h(".row.tight.small.faint", h("span.cut.grow", [each.tenant, servedBy(each)].filter(Boolean).join(" → ")),
  h("span.num.nowrap", `${brief(tokensOf(each))} · ${duration(each.elapsed_ms)} · ${moment(each.time)}`)));
