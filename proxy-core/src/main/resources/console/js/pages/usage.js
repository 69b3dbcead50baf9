import { reactive, watch } from "../../lib/vue.js";
import { h } from "../h.js";
import { session } from "../api.js";
import { brief, duration, percent, usd, usdMark, utcDay, whole } from "../format.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { link, replace, route } from "../route.js";
import { csv, readUsage, save, timeOf } from "../usage-data.js";
import { button, card, empty, pageHead, segments, shown } from "../parts/basic.js";
import { Chart, legend } from "../parts/chart.js";
import { shares } from "../parts/bars.js";
import { agentName } from "./request-words.js";

const DAY_MS = 86_400_000;
const RANGES = [["1", 1], ["7", 7], ["30", 30], ["90", 90]];
const MOST_ROWS = 500;
const MEASURES = ["cost", "tokens", "requests"];
const COLUMNS = [
  ["totalRequests", "column.requests", whole], ["errorCount", "column.errors", whole], ["inputTokens", "tokens.input", brief], ["outputTokens", "tokens.output", brief],
  ["cacheCreationTokens", "tokens.cache_creation", brief], ["cacheReadTokens", "tokens.cache_read", brief], ["avgDuration", "column.duration", duration], ["totalCost", "column.cost", usd],
];

/** What was used, by whom, for how much. */
export default {
  setup() {
    const admin = session.role === "admin";
    const groups = ["model", ...(admin ? ["tenant", "upstream"] : []), "agent", "session", "day"];
    const asked = reactive({ range: "7", from: "", to: "", by: "model", tenant: "", model: "", upstream: "", agent: "", ...route.query });
    const state = reactive({ measure: "cost", sort: "totalCost", up: false });
    const range = () => {
      const days = Number(asked.range) || 7;
      return asked.range === "custom" ? { from: asked.from, to: asked.to } : { from: utcDay(new Date(Date.now() - (days - 1) * DAY_MS)), to: utcDay(new Date()) };
    };
    const usage = load(() => {
      const { from, to } = range();
      const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
      return readUsage({ from, to, by: asked.by, step: days <= 2 ? "hour" : "day", tenant: asked.tenant, model: asked.model, upstream: asked.upstream, agent: asked.agent });
    });
    watch(asked, () => {
      const kept = Object.fromEntries(Object.entries(asked).filter(([name, value]) => value && !(name === "range" && value === "7") && !(name === "by" && value === "model")));
      replace("usage", null, kept);
      if (asked.range !== "custom" || (asked.from && asked.to && asked.from <= asked.to)) usage.again();
    });
    const set = (name) => (value) => { asked[name] = value; };
    const nameOf = (key) => (asked.by === "agent" ? agentName(key) : key || t("usage.unnamed"));

    return () => h("div",
      pageHead(t("nav.usage"), t("usage.words"),
        button(t("usage.csv"), { icon: "down", disabled: !usage.data || undefined, onClick: () => save(`usage-${usage.data.from}-${usage.data.to}-${asked.by}.csv`, "text/csv;charset=utf-8", csv(asked.by, usage.data.groups)) })),
      h(".row.wrap.tight",
        segments(t("usage.range"), [...RANGES.map(([value, days]) => [value, days === 1 ? t("today") : t("usage.days", { count: days })]), ["custom", t("usage.custom")]], asked.range, (value) => {
          if (value === "custom" && !asked.from) Object.assign(asked, range());
          asked.range = value;
        }),
        asked.range === "custom" && [dateField("from"), dateField("to")],
        segments(t("usage.by"), groups.map((each) => [each, t(`usage.by.${each}`)]), asked.by, set("by")),
        ["tenant", "model", "upstream", "agent"].filter((each) => asked[each]).map((each) =>
          h("button.chip.accent.filter", { key: each, type: "button", "aria-label": t("form.remove", { name: `${t(`usage.by.${each}`)} ${asked[each]}` }), onClick: () => { asked[each] = ""; } }, `${t(`usage.by.${each}`)}: ${asked[each]} ×`))),
      shown(usage, (data) => data.groups.length === 0
        ? h(".card", empty("usage", t("usage.none"), t("usage.none.words")))
        : [totals(data.total), chart(data), parts(data), table(data)]));

    function dateField(name) {
      return h("label.row.tight.small", t(`usage.${name}`), h("input.input.small", { type: "date", value: asked[name], max: utcDay(new Date()), onChange: (event) => { asked[name] = event.target.value; } }));
    }

    function chart(data) {
      const series = data.chart.map((each) => ({ name: each.key === "" ? t("usage.rest") : nameOf(each.key), values: each[state.measure].map(Number) }));
      return card(t("usage.chart"), { actions: segments(t("overview.measure"), MEASURES.map((each) => [each, t(`measure.${each}`)]), state.measure, (each) => { state.measure = each; }) },
        h(".body.stack", h(Chart, { kind: "bar", label: t("usage.chart"), times: data.times.map(timeOf), show: state.measure === "cost" ? usd : brief, mark: state.measure === "cost" ? usdMark : brief, height: 230, series }),
          series.length > 1 && legend(series)));
    }

    function parts(data) {
      if (asked.by === "day" || data.groups.length < 2) return null;
      const field = { cost: "totalCost", tokens: "totalTokens", requests: "totalRequests" }[state.measure];
      const sum = Number(data.total[field]) || 1;
      const rows = [...data.groups].sort((a, b) => b[field] - a[field]).slice(0, 8)
        .map((each) => ({ key: each.key, name: nameOf(each.key), value: Number(each[field]), note: percent(each[field] / sum) }));
      return card(t("usage.shares", { measure: t(`measure.${state.measure}`) }), {}, h(".body", shares(rows, state.measure === "cost" ? usd : brief)));
    }

    function table(data) {
      const rows = [...data.groups].sort((a, b) => (state.up ? 1 : -1) * (state.sort === "key" ? String(a.key).localeCompare(String(b.key)) : a[state.sort] - b[state.sort]));
      const sort = (field) => () => {
        state.up = state.sort === field ? !state.up : field === "key";
        state.sort = field;
      };
      const head = (field, words, end) => h("th", { key: field, scope: "col", class: { end }, "aria-sort": state.sort === field ? (state.up ? "ascending" : "descending") : undefined },
        h("button", { type: "button", onClick: sort(field) }, words, state.sort === field && (state.up ? " ↑" : " ↓")));
      return card(t("usage.table"), {}, h(".scroll-x", { tabindex: 0 }, h("table.plain",
        h("thead", h("tr", head("key", t(`usage.by.${asked.by}`)), COLUMNS.map(([field, words]) => head(field, t(words), true)))),
        h("tbody", rows.slice(0, MOST_ROWS).map((each) => h("tr", { key: each.key },
          h("th.nowrap", { scope: "row" }, drill(each.key)), COLUMNS.map(([field, , show]) => h("td.end", { key: field }, show(each[field])))))))),
      data.groupCount > MOST_ROWS && h("p.body.small.faint", t("usage.largest", { shown: whole(MOST_ROWS), of: whole(data.groupCount) })));
    }

    /** A group leads to what it is made of. */
    function drill(key) {
      if (!["tenant", "model", "upstream", "agent"].includes(asked.by) || key === "") return nameOf(key);
      return h("a", { href: link("usage", null, { ...route.query, [asked.by]: key, by: asked.by === "model" ? "day" : "model" }),
        onClick: (event) => { event.preventDefault(); Object.assign(asked, { [asked.by]: key, by: asked.by === "model" ? "day" : "model" }); } }, nameOf(key));
    }
  },
};

function totals(total) {
  const cached = total.cacheReadTokens / (total.inputTokens + total.cacheReadTokens + total.cacheCreationTokens);
  const figure = (name, value, note) => h(".figure", h("dt", t(name)), h("dd", value, note && h(".note", note)));
  return h("dl.figures",
    figure("figure.cost", usd(total.totalCost), t("figure.per", { cost: usd(total.avgCost) })),
    figure("figure.requests", brief(total.totalRequests), t("figure.errors.words", { count: whole(total.errorCount) })),
    figure("figure.tokens", brief(total.totalTokens), t("figure.out", { tokens: brief(total.outputTokens) })),
    figure("figure.cache", percent(cached), t("figure.cache.words")));
}
