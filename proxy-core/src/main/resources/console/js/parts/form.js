import { h } from "../h.js";
import { t } from "../i18n.js";
import { defaultText, escape, getAt, kindOf, plain, setAt } from "../schema.js";
import { schemaWords } from "../schema-words.js";
import { button } from "./basic.js";

/**
 * Fields made from a schema: {schema, value, path, problems, only, skip}. `value` is a reactive object, changed in place; a key
 * that is not set stays away from it, so that the default goes on to hold. Problems are shown at their field, by JSON pointer.
 */
export const Form = {
  props: ["schema", "value", "path", "problems", "only", "skip"],
  setup: (props) => () =>
    h(".fields", fieldsOf(plain(props.schema), props.path ?? [], props)),
};

function fieldsOf(schema, path, form) {
  const top = path.length === (form.path ?? []).length;
  const names = Object.keys(schema.properties ?? {})
    .filter((name) => !top || ((!form.only || form.only.includes(name)) && !form.skip?.includes(name)));
  return names.map((name) => field(name, schema.properties[name], [...path, name], form, (schema.required ?? []).includes(name)));
}

const MAKERS = { text, secret: text, number: text, switch: flag, choice, choices, lines, pairs, group, named, objects, json };

function field(name, given, path, form, required) {
  const value = getAt(form.value, path);
  const kind = kindOf(name, given, value);
  return MAKERS[kind](name, plain(given, value), path, form, { kind, required });
}

const pointer = (path) => "/" + path.map((each) => escape(String(each))).join("/");
const idOf = (path) => `f-${path.join("-").replace(/[^\w-]/g, "_")}`;
const problemAt = (path, form) => form.problems?.[pointer(path)] ?? form.problems?.[pointer(path.slice((form.path ?? []).length))];

/** The frame around a control: name, what it means, what is wrong. */
function frame(name, schema, path, form, control, { wide, plainLabel } = {}) {
  const id = idOf(path);
  const problem = problemAt(path, form);
  const fallback = defaultText(schema);
  const words = schemaWords(path, name, schema.description);
  return h(".field", { key: id, class: { span: wide } },
    h(plainLabel ? "span.label" : "label", plainLabel ? { id: `${id}-label` } : { for: id }, words.label),
    control({ id, "aria-invalid": problem ? "true" : undefined, "aria-describedby": `${id}-hint${problem ? ` ${id}-problem` : ""}` }),
    h("p.hint", { id: `${id}-hint` }, words.hint, fallback !== "" && h("span.faint", " ", t("form.default", { value: fallback }))),
    problem && h("p.problem", { id: `${id}-problem`, role: "alert" }, problem));
}

function text(name, schema, path, form, { kind, required }) {
  const value = getAt(form.value, path);
  return frame(name, schema, path, form, (common) => h("input.input", {
    ...common, type: kind === "secret" ? "password" : "text", inputmode: kind === "number" ? "decimal" : undefined, required: required || undefined,
    autocomplete: kind === "secret" ? "new-password" : "off", spellcheck: "false", class: { mono: kind === "secret" },
    placeholder: defaultText(schema), value: value ?? "",
    onInput: (event) => setAt(form.value, path, read(event.target.value, schema)),
  }));
}

/** Text as the type that the schema wants. What is no number stays text, and is reported. */
function read(text, schema) {
  if (text === "") return undefined;
  const types = [schema.type].flat();
  const numeric = types.includes("number") || types.includes("integer");
  return numeric && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function flag(name, schema, path, form) {
  const value = getAt(form.value, path);
  const words = schemaWords(path, name, schema.description);
  const id = idOf(path);
  return h(".field", { key: id },
    h("label.switch", h("input", { type: "checkbox", role: "switch", id, checked: value ?? schema.default ?? false, "aria-describedby": `${id}-hint`,
      onChange: (event) => setAt(form.value, path, event.target.checked) }), h("span", words.label)),
    h("p.hint", { id: `${id}-hint` }, words.hint),
    problemAt(path, form) && h("p.problem", { role: "alert" }, problemAt(path, form)));
}

function choice(name, schema, path, form) {
  const value = getAt(form.value, path) ?? "";
  const fallback = defaultText(schema);
  return frame(name, schema, path, form, (common) => h("select.input", { ...common, value, onChange: (event) => setAt(form.value, path, event.target.value || undefined) },
    h("option", { value: "" }, fallback ? t("form.usual", { value: fallback }) : t("form.unset")),
    schema.enum.map((each) => h("option", { key: each, value: each, selected: each === value }, each))));
}

function choices(name, schema, path, form) {
  const chosen = getAt(form.value, path) ?? [];
  const change = (each, on) => {
    const next = on ? [...chosen, each] : chosen.filter((other) => other !== each);
    setAt(form.value, path, next.length === 0 ? undefined : schema.items.enum.filter((known) => next.includes(known)));
  };
  return frame(name, schema, path, form, (common) => h(".row.wrap", { role: "group", "aria-labelledby": `${common.id}-label`, "aria-describedby": common["aria-describedby"] },
    schema.items.enum.map((each) => h("label.check", { key: each }, h("input", { type: "checkbox", checked: chosen.includes(each), onChange: (event) => change(each, event.target.checked) }), each))),
  { plainLabel: true, wide: true });
}

function lines(name, schema, path, form) {
  const value = getAt(form.value, path);
  const typed = Array.isArray(value) ? value.join("\n") : value ?? "";
  return frame(name, schema, path, form, (common) => h("textarea.input.code", { ...common, rows: Math.min(8, Math.max(2, (value?.length ?? 0) + 1)), spellcheck: "false",
    placeholder: t("form.lines"), value: typed,
    onChange: (event) => {
      const list = event.target.value.split("\n").map((each) => each.trim()).filter(Boolean);
      setAt(form.value, path, list.length === 0 ? undefined : list);
    } }));
}

function pairs(name, schema, path, form) {
  const { label } = schemaWords(path, name, schema.description);
  return frame(name, schema, path, form, (common) => h(".pairs", { id: common.id, role: "group", "aria-labelledby": `${common.id}-label` }, pairRows(label, schema, path, form)),
    { plainLabel: true, wide: true });
}

/** Names of a person's own with a text or a number each, and an empty row for a new one. */
function pairRows(label, schema, path, form) {
  const entries = Object.entries(getAt(form.value, path) ?? {});
  const write = (list) => setAt(form.value, path, list.length === 0 ? undefined : Object.fromEntries(list));
  const replaced = (index, pair) => entries.map((each, i) => (i === index ? pair : each));
  const inner = plain(schema.additionalProperties);
  const input = (words, attributes) => h("input.input", { "aria-label": `${label}: ${words}`, spellcheck: "false", ...attributes });
  return [
    entries.map(([key, value], index) => h(".pair", { key: index },
      input(t("form.name"), { value: key, onChange: (event) => write(replaced(index, [event.target.value, value]).filter(([kept]) => kept !== "")) }),
      input(`${key} ${t("form.value")}`, { value, onChange: (event) => write(replaced(index, [key, read(event.target.value, inner) ?? ""])) }),
      button("", { icon: "close", quiet: true, label: t("form.remove", { name: key }), onClick: () => write(entries.filter((_, i) => i !== index)) }))),
    h(".pair", { key: `new-${entries.length}` },
      input(t("form.name.new"), { placeholder: t("form.name.new"), onChange: (event) => event.target.value.trim() && write([...entries, [event.target.value.trim(), ""]]) }),
      h("span"), h("span"))];
}

function group(name, schema, path, form) {
  const words = schemaWords(path, name, schema.description);
  const set = getAt(form.value, path) !== undefined;
  return h("details.more", { key: idOf(path), open: set || hasProblem(path, form) || undefined },
    h("summary", words.label, " ", h("span.faint.small", words.hint)),
    h(".group", { role: "group", "aria-label": words.label }, h(".fields", fieldsOf(schema, path, form))));
}

const hasProblem = (path, form) => Object.keys(form.problems ?? {}).some((each) => each.startsWith(pointer(path) + "/"));

function named(name, schema, path, form) {
  const entries = Object.keys(getAt(form.value, path) ?? {});
  const words = schemaWords(path, name, schema.description);
  const inner = plain(schema.additionalProperties);
  return h(".field.span", { key: idOf(path) }, h("span.label", words.label), h("p.hint", words.hint),
    entries.map((key) => h("fieldset.group", { key }, h("legend", key),
      inner.properties ? h(".fields", fieldsOf(inner, [...path, key], form)) : h(".pairs", pairRows(key, inner, [...path, key], form)),
      h("div", button(t("form.remove", { name: key }), { small: true, danger: true, icon: "trash", onClick: () => setAt(form.value, [...path, key], undefined) })))),
    h(".pair", { key: `new-${entries.length}` }, h("input.input", { "aria-label": `${words.label}: ${t("form.name.new")}`, placeholder: t("form.name.new"), spellcheck: "false",
      onChange: (event) => event.target.value.trim() && setAt(form.value, [...path, event.target.value.trim()], {}) })));
}

function objects(name, schema, path, form) {
  const list = getAt(form.value, path) ?? [];
  const words = schemaWords(path, name, schema.description);
  return h(".field.span", { key: idOf(path) }, h("span.label", words.label), h("p.hint", words.hint),
    list.map((each, index) => h("fieldset.group", { key: index }, h("legend", each.id ?? each.name ?? `${index + 1}`),
      h(".fields", fieldsOf(plain(schema.items), [...path, index], form)),
      h("div", button(t("form.remove", { name: each.id ?? each.name ?? index + 1 }), { small: true, danger: true, icon: "trash", onClick: () => {
        setAt(form.value, [...path, index], undefined);
        if (list.length === 0) setAt(form.value, path, undefined);
      } })))),
    h("div", button(t("form.add"), { small: true, icon: "plus", onClick: () => setAt(form.value, path, [...list, {}]) })));
}

function json(name, schema, path, form) {
  const value = getAt(form.value, path);
  return frame(name, schema, path, form, (common) => h("textarea.input.code", { ...common, rows: 4, spellcheck: "false", value: value === undefined ? "" : JSON.stringify(value, null, 2),
    onChange: (event) => {
      try {
        setAt(form.value, path, event.target.value.trim() === "" ? undefined : JSON.parse(event.target.value));
        event.target.setCustomValidity("");
      } catch {
        event.target.setCustomValidity(t("form.json"));
        event.target.reportValidity();
      }
    } }), { wide: true });
}
