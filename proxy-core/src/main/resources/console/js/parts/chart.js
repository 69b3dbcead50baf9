import { onMounted, onUnmounted, reactive, ref } from "../../lib/vue.js";
import { h } from "../h.js";
import { t } from "../i18n.js";
import { tick, fullMoment } from "../format.js";

const LEFT = 62, RIGHT = 8, TOP = 10, BOTTOM = 26;

/**
 * Values over time, as lines or as bars upon each other: {series: [{name, values}], times: [ms], kind: "line" | "bar",
 * show, mark (writes a mark of the axis, given the step between two; default: show), label, height}. The pointer or the arrow keys read single points.
 */
export const Chart = {
  props: ["series", "times", "kind", "show", "mark", "label", "height"],
  setup(props) {
    const host = ref(null);
    const state = reactive({ width: 720, at: null });
    const watcher = new ResizeObserver(([entry]) => { state.width = Math.max(240, Math.round(entry.contentRect.width)); });
    onMounted(() => watcher.observe(host.value));
    onUnmounted(() => watcher.disconnect());

    const height = () => props.height ?? 220;
    const inner = () => state.width - LEFT - RIGHT;
    const count = () => props.times.length;
    const band = () => inner() / Math.max(1, count());
    const x = (index) => LEFT + band() * (index + 0.5);

    function move(event) {
      const box = host.value.getBoundingClientRect();
      const index = Math.floor((event.clientX - box.left - LEFT) / band());
      state.at = count() === 0 ? null : Math.max(0, Math.min(count() - 1, index));
    }
    function step(event) {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      state.at = Math.max(0, Math.min(count() - 1, (state.at ?? count() - 1 - by) + by));
    }

    return () => {
      const stacked = props.kind === "bar";
      const peak = stacked
        ? Math.max(0, ...props.times.map((_, i) => props.series.reduce((sum, each) => sum + (each.values[i] ?? 0), 0)))
        : Math.max(0, ...props.series.flatMap((each) => each.values));
      const marks = scale(peak);
      const top = marks[marks.length - 1];
      const y = (value) => TOP + (height() - TOP - BOTTOM) * (1 - value / top);
      const span = count() > 1 ? props.times[count() - 1] - props.times[0] : 0;
      return h(".chart", { ref: host, tabindex: 0, role: "img", "aria-label": spoken(props), onPointermove: move, onPointerdown: move,
        onPointerleave: () => { state.at = null; }, onKeydown: step, onBlur: () => { state.at = null; } },
      h("svg", { viewBox: `0 0 ${state.width} ${height()}`, height: height(), "aria-hidden": "true" },
        marks.map((mark) => h("g", { key: mark },
          h("line", { class: "rule", x1: LEFT, x2: state.width - RIGHT, y1: y(mark), y2: y(mark) }),
          h("text", { class: "axis", x: LEFT - 9, y: y(mark) + 4, "text-anchor": "end" }, (props.mark ?? props.show)(mark, marks[1])))),
        ticks(count(), inner()).map((index) =>
          h("text", { key: "t" + index, class: "axis", x: x(index), y: height() - 7, "text-anchor": "middle" }, tick(props.times[index], span))),
        stacked ? bars(props, x, y, band()) : lines(props, x, y),
        state.at !== null && h("line", { class: "cross", x1: x(state.at), x2: x(state.at), y1: TOP, y2: height() - BOTTOM })),
      peak > 0 || h("p.none", { "aria-hidden": "true" }, t("chart.none")),
      state.at !== null && tip(props, state.at, x(state.at), state.width));
    };
  },
};

function lines(props, x, y) {
  return props.series.map((each, index) => {
    const path = each.values.map((value, i) => `${i === 0 ? "M" : "L"}${x(i).toFixed(1)} ${y(value ?? 0).toFixed(1)}`).join("");
    const last = each.values.length - 1;
    const tone = `series-${(index % 6) + 1}`;
    return last < 0 ? null : h("g", { key: each.name },
      props.series.length === 1 && last > 0 && h("path", { class: `area ${tone}`, d: `${path}L${x(last)} ${y(0)}L${x(0)} ${y(0)}Z` }),
      last === 0 ? h("circle", { class: tone, cx: x(0), cy: y(each.values[0]), r: 3 }) : h("path", { class: `line ${tone}`, d: path }));
  });
}

function bars(props, x, y, band) {
  const width = Math.max(1, Math.min(34, band * 0.66));
  const floor = props.times.map(() => 0);
  return props.series.map((each, index) =>
    h("g", { key: each.name, class: `series-${(index % 6) + 1}` }, each.values.map((value, i) => {
      if (!value) return null;
      const from = floor[i];
      floor[i] += value;
      return h("rect", { key: i, x: x(i) - width / 2, width, y: y(floor[i]), height: Math.max(0.5, y(from) - y(floor[i]) - (from > 0 ? 1 : 0)), rx: Math.min(3, width / 3) });
    })));
}

function tip(props, at, where, width) {
  const right = where > width / 2;
  return h(".tip", { "aria-live": "polite", style: right ? { right: `${width - where + 12}px` } : { left: `${where + 12}px` } },
    h("span.faint", fullMoment(props.times[at])),
    props.series.map((each, index) => h(".row", { key: each.name },
      h("span", h("span.swatch", { class: `series-${(index % 6) + 1}` }), each.name), h("strong.num", props.show(each.values[at] ?? 0)))));
}

/** The names of the series with their colours. */
export const legend = (series) =>
  h("ul.legend-list", series.map((each, index) => h("li", { key: each.name }, h("span.swatch", { class: `series-${(index % 6) + 1}` }), each.name)));

function spoken(props) {
  const sums = props.series.map((each) => `${each.name} ${props.show(each.values.reduce((sum, value) => sum + (value ?? 0), 0))}`);
  return `${props.label}. ${t("chart.total")}: ${sums.join(", ")}`;
}

/** Round marks from nothing to at least the peak. */
export function scale(peak) {
  if (!(peak > 0)) return [0, 1];
  const rough = peak / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough);
  const marks = [];
  for (let i = 0; i * size < peak + size * 0.999; i++) marks.push(Number((i * size).toPrecision(12)));
  return marks;
}

/** Which points get a word below: as many as there is room for, evenly. */
function ticks(count, width) {
  const every = Math.max(1, Math.ceil(count / Math.max(2, Math.floor(width / 84))));
  const chosen = [];
  for (let i = Math.floor((every - 1) / 2); i < count; i += every) chosen.push(i);
  return chosen;
}
