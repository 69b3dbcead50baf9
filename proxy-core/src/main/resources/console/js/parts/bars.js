import { h } from "../h.js";
import { t } from "../i18n.js";
import { percent } from "../format.js";

/** How much of a limit is used, how much is held back for running requests, what is left. `show` writes an amount; `note` says more, such as when it begins anew. */
export function limitBar(label, { used, held = 0, limit, note }, show) {
  const share = limit > 0 ? used / limit : 1;
  const width = Math.min(1, share);
  const tone = share >= 0.95 ? "bad" : share >= 0.8 ? "warn" : "";
  const left = Math.max(0, limit - used - held);
  return h(".bar",
    h(".legend", h("span", label), h("span", t("limit.of", { used: show(used), limit: show(limit) }))),
    h(".track", { role: "meter", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": limit, "aria-valuenow": Math.min(used, limit),
      "aria-valuetext": t("limit.spoken", { used: show(used), limit: show(limit), left: show(left) }) },
    h(".used", { class: tone, style: { width: percentOf(width) } }),
    h(".held", { style: { width: percentOf(Math.min(1 - width, limit > 0 ? held / limit : 0)) } })),
    h(".legend", h("span.faint", held > 0 ? t("limit.held", { held: show(held) }) : percent(share), note && ` · ${note}`),
      h("span.faint", t("limit.left", { left: show(left) }))));
}

/** Parts of a whole, largest first. rows: [{key, name, value, note}] */
export function shares(rows, show) {
  const most = Math.max(...rows.map((each) => each.value), 0) || 1;
  return h("ul.shares", rows.map((each, index) =>
    h("li.share", { key: each.key },
      h("span.cut", { title: each.name }, each.href ? h("a", { href: each.href }, each.name) : each.name),
      h(".track", { "aria-hidden": "true" }, h(".fill", { class: `series-${(index % 6) + 1}`, style: { width: percentOf(each.value / most) } })),
      h("span.num.small.end", show(each.value), each.note && h("span.faint", " · ", each.note)))));
}

export const percentOf = (share) => `${(Math.max(0, share) * 100).toFixed(2)}%`;
