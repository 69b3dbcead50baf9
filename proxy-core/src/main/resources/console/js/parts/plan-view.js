import { h } from "../h.js";
import { t } from "../i18n.js";
import { chip } from "./basic.js";

const LONGEST = 160;

/** What a change would do: {changes, warnings, diff} as the gateway tells it. */
export const planView = ({ changes, warnings = [], diff }) => [
  warnings.length > 0 && h("ul.stack.tight", warnings.map((each, index) => h("li.small", { key: index }, chip(t("finding.warning"), "warn"), " ",
    each.pointer && h("code", each.pointer), " ", each.problem, each.remedy && h("span.soft", " — ", each.remedy)))),
  changes.length > 0 && h("section.stack.tight", h("h3", t("settings.effect")), h("ul.stack.tight", changes.map((each, index) => h("li.wrap-any", { key: index }, changeWords(each))))),
  diff && diffView(diff),
  changes.length === 0 && !diff && h("p.soft", t("settings.noeffect")),
];

function changeWords(change) {
  const text = (value) => (value === undefined || value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value));
  // Of a whole list only the beginning: what changed inside stands in the difference.
  const show = (value) => (text(value).length > LONGEST ? `${text(value).slice(0, LONGEST)}…` : text(value));
  return [h("code", change.path), ": ", h("del.bad", show(change.before)), " → ", h("ins.good", show(change.after)), change.effect && h("span.soft", " · ", change.effect)];
}

const diffView = (text) => h(".diff", { tabindex: 0, role: "region", "aria-label": t("settings.diff") }, text.trimEnd().split("\n").map((line, index) =>
  h("div", { key: index, class: line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "" }, line || " ")));
