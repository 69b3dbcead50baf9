import { h as vnode, isVNode } from "../lib/vue.js";

/**
 * Builds an element: h("button.btn.primary", { onClick }, "Save"). Attributes may be left out. A component takes its children
 * as its default slot. No markup is ever parsed, so no text of a user can become markup.
 */
export function h(tag, ...rest) {
  const bare = rest.length === 0 || rest[0] === null || typeof rest[0] !== "object" || Array.isArray(rest[0]) || isVNode(rest[0]);
  const props = bare ? null : rest[0];
  const children = bare ? rest : rest.slice(1);
  if (typeof tag !== "string") {
    return vnode(tag, props, children.length === 0 ? undefined : { default: () => children });
  }
  const [name, ...classes] = tag.split(".");
  if (classes.length === 0) return vnode(name || "div", props, children);
  const joined = props?.class ? [classes.join(" "), props.class] : classes.join(" ");
  return vnode(name || "div", { ...props, class: joined }, children);
}

/** A list of elements from a list of things, each with its key. */
export function each(items, key, make) {
  return items.map((item, index) => {
    const node = make(item, index);
    if (node) node.key = typeof key === "function" ? key(item) : item[key];
    return node;
  });
}
