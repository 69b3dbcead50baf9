import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { t } from "../i18n.js";
import { told } from "./basic.js";

const SHOWN_MS = 6000;
const MOST = 2;
const toasts = reactive([]);
let next = 0;

/** Says that something was done. `undo`: {words, act} offers the way back. */
export function say(words, { tone, undo } = {}) {
  // The same words again take the place of the old ones, with the newest way back.
  const old = toasts.findIndex((each) => each.words === words);
  if (old >= 0) toasts.splice(old, 1);
  // Old good news makes room; what failed stays until it is read.
  const good = toasts.filter((each) => each.tone !== "bad");
  if (tone !== "bad" && good.length >= MOST) drop(good[0].id);
  const id = ++next;
  toasts.push({ id, words, tone, undo });
  if (tone !== "bad") setTimeout(() => drop(id), SHOWN_MS);
}

/** Says that something failed for which there is no better place. It stays until it is closed. */
export const complain = (problem) => say(told(problem), { tone: "bad" });

function drop(id) {
  const at = toasts.findIndex((each) => each.id === id);
  if (at >= 0) toasts.splice(at, 1);
}

export const Toasts = {
  setup: () => () =>
    h(".toasts", { role: "status", "aria-live": "polite" }, toasts.map((each) =>
      h(".toast", { key: each.id, class: each.tone }, h("span.grow", each.words),
        each.undo && h("button", { type: "button", onClick: () => (drop(each.id), each.undo.act()) }, each.undo.words),
        h("button", { type: "button", "aria-label": t("close"), onClick: () => drop(each.id) }, "×")))),
};
