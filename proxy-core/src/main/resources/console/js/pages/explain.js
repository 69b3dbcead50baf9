import { h } from "../h.js";
import { post } from "../api.js";
import { usd, whole } from "../format.js";
import { named, t } from "../i18n.js";
import { load } from "../load.js";
import { chip, shown } from "../parts/basic.js";

/** What would become of the same request now, and why. Nothing is sent. */
export const Explanation = {
  props: ["id"],
  setup(props) {
    const read = load(() => post("/explain", { request_id: props.id }));
    return () => shown(read, (answer) => [
      h("p.soft", t("explain.words")),
      h("p.row.tight.wrap", chip(t(answer.would_be_served ? "explain.served" : "explain.refused"), answer.would_be_served ? "good" : "bad"),
        h("span.small", answer.model_asked === answer.model ? answer.model : `${answer.model_asked} → ${answer.model}`)),
      h("section.stack.tight", h("h3", t("explain.steps")), h("ol.reasons", answer.steps.map((each) => h("li", { key: each.step },
        chip(named("explain.step", each.step), each.passes ? "good" : "bad"), h("p.wrap-any", why(each)))))),
      h("section.stack.tight", h("h3", t("explain.candidates")), candidates(answer.candidates)),
      answer.limits.length > 0 && h("section.stack.tight", h("h3", t("explain.limits")), limits(answer.limits)),
    ]);
  },
};

/** The gateway's reason in the reader's language. */
const why = (each) => named("why", each.code, each.values, each.why);

function candidates(list) {
  if (list.length === 0) return h("p.soft", t("upstreams.none"));
  return h(".scroll-x", { tabindex: 0, role: "region", "aria-label": t("explain.candidates") }, h("table.plain",
    h("thead", h("tr", ["column.number", "column.upstream", "column.model", "explain.why", "explain.cost"].map((each) => h("th", { key: each, scope: "col" }, t(each))))),
    h("tbody", list.map((each) => h("tr", { key: each.provider_id },
      h("td.num", each.place || "–"), h("td", each.provider_name), h("td.wrap-any", each.model), h("td.small", why(each)),
      h("td.num", each.likely_usd === undefined ? "–" : t("explain.upto", { likely: usd(each.likely_usd), most: usd(each.most_usd) })))))));
}

const limits = (list) => h("dl.facts", list.map((each) => h("div", { key: each.limit }, h("dt", each.limit),
  h("dd.num", t("limit.left", { left: each.limit.endsWith("maxUSD") ? usd(each.left) : whole(each.left) })))));
