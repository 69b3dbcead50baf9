import { ref } from "../lib/vue.js";
import en from "./words/en.js";

export const LANGUAGES = [["en", "English"], ["zh", "中文"]];

const KEPT_AS = "ccgate.language";
const tables = { en };

export const language = ref("en");

/** Loads and keeps a language; the words of the page change at once. */
export async function speak(code) {
  if (!tables[code]) tables[code] = (await import(`./words/${code}.js`)).default;
  language.value = code;
  document.documentElement.lang = code === "zh" ? "zh-CN" : code;
  localStorage.setItem(KEPT_AS, code);
}

/** The language chosen before, or the browser's. */
export function preferred() {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === "en" || kept === "zh") return kept;
  return navigator.languages.some((each) => each.toLowerCase().startsWith("zh")) ? "zh" : "en";
}

/** The words for a key, with {name} filled in. A key without words shows itself: a reader sees what is missing. */
export function t(key, values) {
  const words = tables[language.value][key] ?? en[key] ?? key;
  return values ? words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : words;
}

/** Whether there are words for the key. */
const has = (key) => tables[language.value][key] !== undefined || en[key] !== undefined;

/** The words for one of the gateway's own codes: named("error", "limit_exceeded"). A code that is new here gets `otherwise`. */
export const named = (family, code, values, otherwise = code) => (has(`${family}.${code}`) ? t(`${family}.${code}`, values) : otherwise);
