import { computed, nextTick, onMounted, onUnmounted, reactive, ref, watch } from "../../lib/vue.js";
import { h } from "../h.js";

const MORE = 8;

/**
 * A long list of which only the rows in sight exist: {columns: [{key, name, width, end, cell}], total, rowAt, label, narrow}.
 * rowAt(i) gives a row or nothing when it is not read yet. Emits need(from, to) for the rows it shows, open(row) for a chosen one.
 * `narrow` draws a row where there is no room for columns.
 */
export const Grid = {
  props: ["columns", "total", "rowAt", "label", "narrow", "rowKey"],
  emits: ["need", "open"],
  setup(props, { emit }) {
    const body = ref(null);
    const phone = window.matchMedia("(max-width: 700px)");
    const state = reactive({ top: 0, height: 600, at: 0, focused: false, narrow: phone.matches });
    const rowHeight = computed(() => (state.narrow ? 64 : 44));
    const from = computed(() => Math.max(0, Math.floor(state.top / rowHeight.value) - MORE));
    const to = computed(() => Math.min(props.total, Math.ceil((state.top + state.height) / rowHeight.value) + MORE));
    const template = computed(() => props.columns.map((each) => each.width).join(" "));

    const turn = (event) => { state.narrow = event.matches; };
    const watcher = new ResizeObserver(([entry]) => { state.height = entry.contentRect.height; });
    onMounted(() => {
      watcher.observe(body.value);
      phone.addEventListener("change", turn);
    });
    onUnmounted(() => {
      watcher.disconnect();
      phone.removeEventListener("change", turn);
    });
    watch([from, to], () => emit("need", from.value, to.value), { immediate: true });

    async function key(event) {
      const page = Math.max(1, Math.floor(state.height / rowHeight.value) - 1);
      const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -props.total, End: props.total }[event.key];
      if (by) {
        event.preventDefault();
        state.at = Math.max(0, Math.min(props.total - 1, state.at + by));
        await nextTick();
        const top = state.at * rowHeight.value;
        if (top < body.value.scrollTop) body.value.scrollTop = top;
        else if (top + rowHeight.value > body.value.scrollTop + state.height) body.value.scrollTop = top + rowHeight.value - state.height;
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        const row = props.rowAt(state.at);
        if (row) emit("open", row);
      }
    }

    function line(index) {
      const row = props.rowAt(index);
      const place = { transform: `translateY(${index * rowHeight.value}px)`, gridTemplateColumns: state.narrow ? "minmax(0, 1fr)" : template.value };
      const common = { key: index, role: "row", id: `row-${index}`, "aria-rowindex": index + 2, style: place };
      if (!row) return h(".grid-row.blank", common, (state.narrow ? [0] : props.columns).map((_, i) => h("span", { key: i, role: "cell" })));
      const at = state.focused && index === state.at;
      return h(".grid-row", { ...common, class: { at }, onClick: () => { state.at = index; emit("open", row); } },
        state.narrow ? h("div", { role: "cell" }, props.narrow(row))
          : props.columns.map((each) => h(".cut", { key: each.key, role: "cell", class: each.end && "end" }, each.cell(row))));
    }

    return () =>
      h(".grid", { role: "table", "aria-label": props.label, "aria-rowcount": props.total + 1 },
        h("div", { role: "rowgroup" }, h(".grid-head", { role: "row", "aria-rowindex": 1, style: { gridTemplateColumns: template.value } },
          props.columns.map((each) => h("span", { key: each.key, role: "columnheader", class: each.end && "end" }, each.name)))),
        h(".grid-body", { ref: body, role: "rowgroup", tabindex: 0, "aria-label": props.label, "aria-activedescendant": state.focused ? `row-${state.at}` : undefined,
          onScroll: (event) => { state.top = event.target.scrollTop; }, onKeydown: key,
          onFocus: () => { state.focused = true; }, onBlur: () => { state.focused = false; } },
        h(".grid-space", { role: "presentation", style: { height: `${props.total * rowHeight.value}px` } },
          Array.from({ length: Math.max(0, to.value - from.value) }, (_, i) => line(from.value + i)))));
  },
};
