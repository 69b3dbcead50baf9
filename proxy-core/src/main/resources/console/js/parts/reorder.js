import { onBeforeUpdate, onUnmounted, onUpdated, reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { t } from "../i18n.js";
import { icon } from "./icon.js";

/**
 * A list whose order can be changed by dragging the grip, or with the arrow keys while the grip has the focus:
 * {items, rowKey, name}. Emits reorder(keys) when a new order is settled. Slot: row({item, index}).
 */
export const Reorder = {
  props: ["items", "rowKey", "name", "label", "disabled", "rowClass"],
  emits: ["reorder"],
  setup(props, { emit, slots }) {
    const state = reactive({ order: null, held: null, shift: 0, said: "" });
    let grab = null;

    const keys = () => props.items.map((each) => each[props.rowKey]);
    const shownItems = () => {
      if (!state.order) return props.items;
      const byKey = new Map(props.items.map((each) => [each[props.rowKey], each]));
      return state.order.map((key) => byKey.get(key)).filter(Boolean);
    };

    function settle() {
      const order = state.order;
      state.order = null;
      state.held = null;
      state.shift = 0;
      if (order && order.join("\n") !== keys().join("\n")) emit("reorder", order);
    }

    function move(key, to) {
      const order = state.order ?? keys();
      const from = order.indexOf(key);
      if (to < 0 || to >= order.length || to === from) return false;
      order.splice(to, 0, ...order.splice(from, 1));
      state.order = order;
      state.said = t("reorder.moved", { name: props.name(props.items.find((each) => each[props.rowKey] === key)), at: to + 1, of: order.length });
      return true;
    }

    function down(event, key) {
      if (event.button !== 0 || props.disabled) return;
      grab = { list: event.currentTarget.closest("ol"), startY: event.clientY, base: 0 };
      state.order = keys();
      state.held = key;
      // On the window: a row that changes its place loses the pointer.
      window.addEventListener("pointermove", drag);
      window.addEventListener("pointerup", release);
      window.addEventListener("pointercancel", release);
    }

    /** The held row follows the pointer; when it passes the middle of a neighbour, they change places. */
    function drag(event) {
      state.shift = event.clientY - grab.startY + grab.base;
      const rows = [...grab.list.children];
      const at = state.order.indexOf(state.held);
      const box = rows[at].getBoundingClientRect();
      const middle = box.top + box.height / 2;
      const next = rows[at + 1]?.getBoundingClientRect();
      const before = rows[at - 1]?.getBoundingClientRect();
      const to = next && middle > next.top + next.height / 2 ? at + 1 : before && middle < before.top + before.height / 2 ? at - 1 : at;
      if (to !== at) {
        const gone = to > at ? next : before;
        grab.base -= Math.sign(to - at) * (gone.height + 8);
        move(state.held, to);
        state.shift = event.clientY - grab.startY + grab.base;
      }
    }

    function release() {
      window.removeEventListener("pointermove", drag);
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
      grab = null;
      settle();
    }

    onUnmounted(() => grab && release());

    function key(event, own) {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by || props.disabled) return;
      event.preventDefault();
      const order = keys();
      if (move(own, order.indexOf(own) + by)) settle();
    }

    // A row that changes its place loses the focus as well.
    let focused = null;
    onBeforeUpdate(() => { focused = document.activeElement?.classList.contains("grip") ? document.activeElement : null; });
    onUpdated(() => { if (focused?.isConnected && document.activeElement !== focused) focused.focus(); });

    return () => h("div",
      h("ol.order", { "aria-label": props.label }, shownItems().map((item, index) => {
        const own = item[props.rowKey];
        const held = own === state.held;
        return h("li", { key: own, "data-key": own, class: [props.rowClass?.(item), { held }], style: held ? { transform: `translateY(${state.shift}px)` } : null },
          h("button.grip", { type: "button", disabled: props.disabled, "aria-label": t("reorder.grip", { name: props.name(item) }), title: t("reorder.hint"),
            onPointerdown: (event) => down(event, own),
            onKeydown: (event) => key(event, own) }, icon("grip")),
          slots.row({ item, index }));
      })),
      h("p.unseen", { "aria-live": "assertive" }, state.said));
  },
};
