import { h } from "../h.js";
import { t } from "../i18n.js";
import { icon } from "./icon.js";

/** A button: {icon, primary, danger, quiet, small, label, busy, onClick, …}. Without words it needs a label. */
export function button(words, { icon: sign, primary, danger, quiet, small, busy, label, class: extra, ...rest } = {}) {
  return h("button.btn", {
    type: "button", "aria-label": label, title: label, disabled: busy || undefined, ...rest,
    class: [extra, { primary, danger, quiet, small, icon: !words }],
  }, sign && icon(sign), words);
}

/** A part of a page with a heading. */
export const card = (title, { actions, level = 2 } = {}, ...content) =>
  h("section.card", { "aria-label": title },
    title && h("header", h(`h${level}`, title), actions && h(".row.tight.wrap", actions)),
    content);

/** The head of a page. The heading takes the focus when the page opens. */
export const pageHead = (title, words, ...actions) =>
  h("header.page-head", h("div", h("h1", { tabindex: -1 }, title), words && h("p", words)),
    actions.length > 0 && h(".actions", actions));

/** Says what is not there yet and what to do first. */
export const empty = (sign, title, words, ...actions) =>
  h(".empty", icon(sign, { class: "art" }), h("h3", title), words && h("p", words), actions.length > 0 && h(".actions", actions));

export const chip = (words, tone) => h("span.chip", { class: tone }, words);
export const dot = (tone) => h("span.dot", { class: tone, "aria-hidden": "true" });

/** Choices side by side, one of them on. choices: [[value, words], …] */
export const segments = (label, choices, value, onPick) =>
  h(".seg", { role: "group", "aria-label": label },
    choices.map(([each, words]) => h("button", { key: each, type: "button", "aria-pressed": String(each === value), onClick: () => onPick(each) }, words)));

/** Shows what is, not what was asked for: it moves when `value` does. */
export const switchBox = (label, value, onChange, { hidden, disabled } = {}) =>
  h("label.switch", h("input", { type: "checkbox", role: "switch", checked: value, disabled, "aria-label": hidden ? label : undefined,
    onChange: ({ target }) => {
      const asked = target.checked;
      target.checked = value;
      onChange(asked);
    } }), hidden ? null : h("span", label));

export const select = (label, choices, value, onPick, { class: extra } = {}) =>
  h("select.input.small", { "aria-label": label, value, class: extra, onChange: (event) => onPick(event.target.value) },
    choices.map(([each, words]) => h("option", { key: each, value: each, selected: each === value }, words)));

/** What went wrong, where it went wrong. */
export function trouble(problem, again) {
  if (!problem) return null;
  return h(".notice.bad", { role: "alert" }, icon("warning"),
    h(".grow", h("p", told(problem)), problem.remedy && h("p.soft", problem.remedy)),
    again && button(t("again"), { small: true, onClick: again }));
}

/** A problem in words: ours where the network is to blame, else the gateway's. */
export function told(problem) {
  if (problem.status === 0) return t(problem.message === "timeout" ? "problem.timeout" : "problem.unreachable");
  if (problem.status === 412) return t("problem.changed");
  if (problem.status === 403 && !problem.body?.detail) return t("problem.forbidden");
  return problem.message;
}

/** Shows what was loaded; before that a place holder, or what went wrong. */
export function shown(state, make) {
  if (state.data !== null) return [trouble(state.problem, state.again), make(state.data)];
  return state.problem ? trouble(state.problem, state.again) : h(".waiting", { role: "status", "aria-label": t("loading") });
}
