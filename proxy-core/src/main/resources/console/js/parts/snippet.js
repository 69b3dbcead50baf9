import { h } from "../h.js";
import { t } from "../i18n.js";
import { button } from "./basic.js";
import { say } from "./toast.js";

/** Text to take along, with a button that copies it. */
export const snippet = (text, { label, wrap } = {}) =>
  h(".snippet", h("pre", { tabindex: 0, role: "region", "aria-label": label ?? t("copy.region"), class: wrap && "soft-wrap" }, text),
    button("", { icon: "copy", small: true, quiet: true, label: t("copy"), onClick: () => copy(text) }));

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {
    // Plain http away from this machine has no clipboard: the old way still works there.
    const area = document.createElement("textarea");
    area.value = text;
    const host = document.querySelector("dialog[open]") ?? document.body;
    host.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(t("copied"));
}
