import { h } from "../h.js";
import { duration } from "../format.js";
import { percentOf } from "./bars.js";

/** Spans of time under each other. spans: [{name, from, to, tone}], milliseconds since the start, or {heading}. */
export function waterfall(label, spans) {
  const end = Math.max(1, ...spans.map((each) => each.to ?? 0));
  return h("ol.fall", { "aria-label": label }, spans.map((each, index) =>
    each.heading ? h("li.part", { key: index }, each.heading) : h("li", { key: index },
      h("span.cut", { title: each.name }, each.name),
      h(".lane", { "aria-hidden": "true" }, h(".span", { class: each.tone, style: { left: percentOf(each.from / end), width: percentOf((each.to - each.from) / end) } })),
      h("span.end", duration(each.to - each.from)))));
}
