import { h as vnode, isVNode } from "../lib/vue.js";

/**
 * Builds an element: h("button.btn.primary", { onClick }, "Save"). Attributes may be left out. A component takes its children
 * as its default slot, or an object of functions as its slots. No markup is ever parsed, so no text of a user can become markup.
 */
export function h(tag, ...rest) {
  const bare = !isPlain(rest[0]);
  const props = bare ? null : rest[0];
  const children = bare ? rest : rest.slice(1);
  if (typeof tag !== "string") {
    const slots = isPlain(children[0]) ? children[0] : { default: () => children };
    return vnode(tag, props, children.length === 0 ? undefined : slots);
  }
  const [name, ...classes] = tag.split(".");
  if (classes.length === 0) return vnode(name || "div", props, children);
  const joined = props?.class ? [classes.join(" "), props.class] : classes.join(" ");
  return vnode(name || "div", { ...props, class: joined }, children);
}

const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value) && !isVNode(value);
