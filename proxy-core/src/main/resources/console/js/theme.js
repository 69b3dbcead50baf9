import { ref } from "../lib/vue.js";

const KEPT_AS = "ccgate.theme";

/** "light", "dark", or "" for what the system says. */
export const theme = ref(localStorage.getItem(KEPT_AS) ?? "");

export function wear(value) {
  theme.value = value;
  if (value) document.documentElement.dataset.theme = value;
  else delete document.documentElement.dataset.theme;
  if (value) localStorage.setItem(KEPT_AS, value);
  else localStorage.removeItem(KEPT_AS);
}

export const isDark = () =>
  theme.value ? theme.value === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
