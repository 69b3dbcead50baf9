import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, session } from "../api.js";
import { brief, percent, usd, usdMark, whole } from "../format.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { onRequests } from "../follow.js";
import { onLive } from "../live.js";
import { link } from "../route.js";
import { button, card, dot, empty, pageHead, segments, shown } from "../parts/basic.js";
import { Chart } from "../parts/chart.js";
import { icon } from "../parts/icon.js";
import { minutesOf, readSeries } from "../usage-data.js";
import { limitBars, limitsOf } from "./limit-words.js";
import { requestRow } from "./request-words.js";
import { standing } from "./upstream-words.js";

const RECENT = 8;
const MEASURES = ["cost", "requests", "tokens"];
const CHART_EVERY_MS = 60_000;

/** What the gateway does now, and what the last day was like. */
export default {
  setup() {
    const admin = session.role === "admin";
    const state = reactive({ measure: "cost", span: "day" });
    const now = load(() => get("/overview"));
    const trend = load(() => readSeries({ hours: 24 }), { every: CHART_EVERY_MS });
    const recent = load(() => get(`/logs/requests?page_size=${RECENT}`));

    onLive("overview", now.show);
    onRequests(recent.again);

    return () => h("div",
      pageHead(t("nav.overview"), t(admin ? "overview.words" : "overview.words.tenant")),
      shown(now, (data) => [
        warnings(data),
        figures(data),
        first(data),
        limits(data),
        chart(data),
        h(".columns", admin && upstreams(data.upstreams ?? []), latest()),
      ]));

    /** The last day from the books, an hour a point; the last hour from the live view, a minute a point. */
    function chart({ minutes }) {
      const hour = state.span === "hour" && minutes;
      const title = t(hour ? "overview.hour" : "overview.trend");
      return card(minutes ? t("overview.chart") : title, { actions: [
        minutes && segments(t("overview.span"), [["hour", t("overview.hour")], ["day", t("overview.trend")]], state.span, (each) => { state.span = each; }),
        segments(t("overview.measure"), MEASURES.map((each) => [each, t(`measure.${each}`)]), state.measure, (each) => { state.measure = each; })] },
      h(".body", hour ? graph(title, minutesOf(minutes)) : shown(trend, (series) => graph(title, series))));
    }

    function graph(title, series) {
      const name = t(`measure.${state.measure}`);
      const money = state.measure === "cost";
      return h(Chart, { kind: state.measure === "requests" ? "bar" : "line", label: `${title}: ${name}`, height: 200, times: series.times,
        show: money ? usd : brief, mark: money ? usdMark : brief, series: [{ name, values: series[state.measure] }] });
    }

    function latest() {
      return card(t("overview.latest"), { actions: h("a.small", { href: link("requests") }, t("overview.all")) },
        shown(recent, (page) => page.items.length === 0
          ? empty("requests", t("requests.none"), t("requests.none.words"), admin && button(t("tenants.snippets"), { onClick: () => { location.hash = link("tenants"); } }))
          : h("ul.rows", page.items.map((each) => h("li", { key: each.id }, requestRow(each))))));
    }
  },
};

function figures(data) {
  const day = data.today;
  const cached = day.cache_read_tokens / (day.input_tokens + day.cache_read_tokens + day.cache_creation_tokens);
  return h("dl.figures",
    data.upstreams && figure(t("figure.active"), whole(data.upstreams.reduce((sum, each) => sum + each.in_flight, 0)), t("figure.streams", { count: whole(data.open_streams ?? 0) })),
    figure(t("figure.requests"), brief(day.requests), t("today")),
    figure(t("figure.cost"), usd(day.cost_usd), t("figure.per", { cost: usd(day.requests ? day.cost_usd / day.requests : 0) })),
    figure(t("figure.tokens"), brief(day.tokens), t("figure.out", { tokens: brief(day.output_tokens) })),
    figure(t("figure.cache"), percent(day.requests ? cached : NaN), t("figure.cache.words")),
    figure(t("figure.errors"), percent(day.requests ? day.errors / day.requests : NaN), t("figure.errors.words", { count: whole(day.errors) }), day.errors / day.requests > 0.05 ? "bad" : ""));
}

const figure = (name, value, note, tone) => h(".figure", h("dt", name), h("dd", { class: tone }, value, note && h(".note", note)));

function warnings(data) {
  const said = [
    data.draining && t("overview.draining"),
    data.config?.rejected && t("overview.rejected", { problem: data.config.rejected }),
    data.journal && !data.journal.writable && t("overview.journal", { problem: data.journal.problem ?? "" }),
  ].filter(Boolean);
  return said.map((words) => h(".notice.bad", { key: words, role: "alert" }, icon("warning"), h("p.wrap-any", words)));
}

/** A tenant's own limits. */
function limits(data) {
  const list = limitsOf(data);
  return list.length > 0 && card(t("overview.limits"), {}, h(".body", limitBars(list)));
}

/** What to do first with a gateway that has nothing yet. */
function first(data) {
  if (!data.upstreams || data.upstreams.length > 0) return null;
  return h(".notice.calm", icon("bolt"), h(".grow", h("h2", t("overview.first")), h("p", t("overview.first.words"))),
    h("a.btn.primary", { href: link("upstreams", "new") }, t("upstreams.add")));
}

function upstreams(list) {
  return card(t("nav.upstreams"), { actions: h("a.small", { href: link("upstreams") }, t("overview.all")) },
    list.length === 0 ? empty("upstreams", t("upstreams.none"), t("upstreams.none.words"))
      : h("ul.rows", list.map((each) => {
        const { tone, words } = standing(each);
        return h("li.row", { key: each.id }, dot(tone),
          h(".grow", h("a.cut", { href: link("upstreams", each.id) }, each.name || each.id), h("p.small.soft", words)),
          each.in_flight > 0 && h("span.small.soft.num.nowrap", t("upstream.running", { count: whole(each.in_flight) })));
      })));
}
