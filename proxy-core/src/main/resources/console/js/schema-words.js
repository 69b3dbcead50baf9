import { language } from "./i18n.js";
import { labelOf } from "./schema.js";
import zh from "./words/schema-zh.js";

/** What a key is called and what it means. The gateway says it in English; Chinese is looked up by the key and by its place. */
export function schemaWords(path, name, description) {
  if (language.value === "zh") {
    const place = path.filter((each) => typeof each === "string").join(".");
    const words = zh[place] ?? zh[path.slice(-2).join(".")] ?? zh[name];
    if (words) return { label: words[0], hint: words[1] ?? "" };
  }
  return { label: labelOf(name), hint: description ?? "" };
}
