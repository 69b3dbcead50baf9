import { t } from "./i18n.js";

/** For a gateway that does not mark what is secret. */
const SECRET = /^(key|password|passwordHash|token)$/;

/** A value may also be a reference such as ${env:NAME}; what else it may be is what counts. Of several kinds, the value's own. */
export function plain(schema, value) {
  if (!schema.anyOf) return schema;
  const { anyOf, ...rest } = schema;
  const real = anyOf.filter((each) => !(each.type === "string" && each.pattern?.includes("env|file")));
  const own = value !== undefined && real.find((each) => [each.type ?? []].flat().some((type) => isType(type, value)));
  return { ...(own || real[0] || anyOf[0]), ...rest };
}

/** What kind of control a schema asks for. */
export function kindOf(key, given, value) {
  const schema = plain(given, value);
  if (schema.enum) return "choice";
  if (Array.isArray(schema.type)) return schema.type.includes("string") ? "text" : "number";
  if (schema.type === "string") return schema.writeOnly || SECRET.test(key) ? "secret" : "text";
  if (schema.type === "boolean") return "switch";
  if (schema.type === "number" || schema.type === "integer") return "number";
  if (schema.type === "array") {
    if (schema.items?.enum) return "choices";
    return plain(schema.items ?? {}).type === "object" ? "objects" : "lines";
  }
  if (schema.type === "object") {
    if (schema.properties) return "group";
    if (["string", "number", "integer"].includes(plain(schema.additionalProperties ?? {}).type)) return "pairs";
    if (plain(schema.additionalProperties ?? {}).type === "object") return "named";
  }
  return "json";
}

const SPELLED = { id: "ID", url: "URL", ttl: "TTL", tls: "TLS", json: "JSON", pdf: "PDF", cors: "CORS", mcp: "MCP", usd: "USD", ips: "IPs", openai: "OpenAI" };

/** blacklistFor → Blacklist for */
export function labelOf(key) {
  const words = key.replace(/([a-z0-9])([A-Z])|([a-z])(?=\d)/g, (_, before, capital, letter) => (letter ? `${letter} ` : `${before} ${capital}`)).split(/[ _]/).map((each) => SPELLED[each.toLowerCase()] ?? each.toLowerCase());
  return words.join(" ").replace(/^./, (letter) => letter.toUpperCase());
}

/** The default as a person would write it. Times and sizes are numbers in the schema. */
export function defaultText(schema) {
  const value = schema.default;
  if (value === undefined || value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0)) return "";
  if (typeof value === "number" && Array.isArray(schema.type) && schema.pattern) {
    if (/KB|MB/i.test(schema.pattern)) return sizeText(value);
    return timeText(value);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function timeText(ms) {
  for (const [unit, size] of [["d", 86_400_000], ["h", 3_600_000], ["m", 60_000], ["s", 1000]]) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`;
  }
  return `${ms}ms`;
}

function sizeText(bytes) {
  for (const [unit, size] of [["GB", 2 ** 30], ["MB", 2 ** 20], ["KB", 2 ** 10]]) {
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return String(bytes);
}

/**
 * What is wrong with a value, by JSON pointer, as far as the schema can tell while a person types. The gateway has the last word.
 */
export function problemsOf(schema, value, pointer = "", found = {}) {
  const rule = plain(schema, value);
  if (value === undefined || value === null) return found;
  if (typeof value === "string" && /\$\{(env|file):/.test(value)) return found;
  const types = [rule.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isType(type, value))) {
    found[pointer] = t("form.type", { type: types.map((type) => t(`type.${type}`)).join(" / ") });
  } else if (rule.enum && !rule.enum.includes(value)) {
    found[pointer] = t("form.choice", { values: rule.enum.join(", ") });
  } else if (typeof value === "string") {
    if (value.length < (rule.minLength ?? 0)) found[pointer] = t("form.empty");
    else if (rule.pattern && !matches(rule.pattern, value)) found[pointer] = t("form.pattern", { like: example(rule) });
  } else if (typeof value === "number") {
    if (rule.minimum !== undefined && value < rule.minimum) found[pointer] = t("form.least", { least: rule.minimum });
    if (rule.maximum !== undefined && value > rule.maximum) found[pointer] = t("form.most", { most: rule.maximum });
  } else if (Array.isArray(value)) {
    value.forEach((each, index) => problemsOf(rule.items ?? {}, each, `${pointer}/${index}`, found));
  } else if (typeof value === "object") {
    for (const name of rule.required ?? []) {
      if (value[name] === undefined || value[name] === "") found[`${pointer}/${escape(name)}`] = t("form.required");
    }
    for (const [name, each] of Object.entries(value)) {
      const own = rule.properties?.[name] ?? (typeof rule.additionalProperties === "object" ? rule.additionalProperties : null);
      if (own) problemsOf(own, each, `${pointer}/${escape(name)}`, found);
    }
  }
  return found;
}

function isType(type, value) {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && !Array.isArray(value);
  return typeof value === type;
}

function matches(pattern, value) {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function example(rule) {
  const text = defaultText(rule);
  if (text) return text;
  return rule.pattern.startsWith("^https?") ? "https://api.example.com" : rule.pattern;
}

export const escape = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Sets, or with undefined takes away, the value at a path; objects that are missing on the way are made. */
export function setAt(root, path, value) {
  let at = root;
  path.slice(0, -1).forEach((key, index) => {
    at[key] ??= typeof path[index + 1] === "number" ? [] : {};
    at = at[key];
  });
  const last = path[path.length - 1];
  if (value !== undefined) at[last] = value;
  else if (Array.isArray(at)) at.splice(last, 1);
  else delete at[last];
}

export const getAt = (root, path) => path.reduce((at, key) => at?.[key], root);
