import { reactive, watch } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, query, session } from "../api.js";
import { brief, duration, moment, usd } from "../format.js";
import { t } from "../i18n.js";
import { onRequests } from "../follow.js";
import { go, link, replace, route } from "../route.js";
import { button, empty, pageHead, select, switchBox, trouble } from "../parts/basic.js";
import { Grid } from "../parts/grid.js";
import { RequestView } from "./request.js";
import { agentName, requestRow, servedBy, statusChip, tokensOf } from "./request-words.js";

const PAGE = 100;
const FILTERS = ["tenant", "cli_type", "model", "provider_name", "success", "session", "to"];

/** Every request, newest first; more are read as one scrolls. */
export default {
  setup() {
    const state = reactive({ rows: [], cursor: null, more: true, loading: false, problem: null, tail: true, missed: 0 });
    const filters = reactive(Object.fromEntries(FILTERS.map((each) => [each, route.query[each] ?? ""])));
    let turn = 0;
    let scrolled = false;

    async function read(fresh) {
      if (state.loading && !fresh) return;
      const mine = fresh ? ++turn : turn;
      state.loading = true;
      try {
        const page = await get("/logs/requests" + query({ ...filters, page_size: PAGE, cursor: fresh ? null : state.cursor }));
        if (mine !== turn) return;
        const known = new Set(fresh ? [] : state.rows.map((each) => each.id));
        const rows = page.items.filter((each) => !known.has(each.id));
        state.rows = fresh ? rows : [...state.rows, ...rows];
        state.cursor = page.next_cursor;
        state.more = state.cursor !== null && page.items.length > 0;
        state.problem = null;
        if (fresh) state.missed = 0;
      } catch (problem) {
        if (mine === turn) Object.assign(state, { problem, more: false });
      }
      if (mine === turn) state.loading = false;
    }

    read(true);
    const kept = () => Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    watch(filters, () => {
      replace("requests", route.id, kept());
      read(true);
    });
    // A link to other filters, from a request's session for instance.
    watch(() => route.query, (asked) => FILTERS.forEach((each) => { filters[each] = asked[each] ?? ""; }));
    onRequests(readNew);

    /** What ended since: put on top, or counted while the person looks further down. */
    async function readNew() {
      if (state.loading || document.hidden) return;
      const mine = turn;
      const page = await get("/logs/requests" + query({ ...filters, page_size: PAGE })).catch(() => null);
      if (page === null || mine !== turn || state.loading) return;
      const known = new Set(state.rows.map((each) => each.id));
      const fresh = page.items.filter((each) => !known.has(each.id));
      if (fresh.length === 0) return;
      if (!state.tail || scrolled) state.missed = fresh.length;
      else if (fresh.length < page.items.length || state.rows.length === 0) state.rows = [...fresh, ...state.rows];
      else read(true);
    }

    const set = (name) => (value) => { filters[name] = value; };
    const typed = (name) => {
      let timer = 0;
      return (event) => {
        clearTimeout(timer);
        const { value } = event.target;
        timer = setTimeout(() => { filters[name] = value.trim(); }, 250);
      };
    };
    const onModel = typed("model");
    const onTenant = typed("tenant");
    const onProvider = typed("provider_name");
    const rowAt = (index) => state.rows[index];
    const need = (_, to) => { if (state.more && to > state.rows.length - 20) read(false); };
    const filtered = () => Object.values(filters).some(Boolean);

    return () => h("div",
      pageHead(t("nav.requests"), t("requests.words"),
        switchBox(t("requests.tail"), state.tail, (on) => { state.tail = on; if (on) read(true); })),
      h(".filters", { role: "search", "aria-label": t("requests.filter") },
        h("input.input.small", { type: "search", "aria-label": t("column.model"), placeholder: t("column.model"), value: filters.model, onInput: onModel }),
        session.role === "admin" && h("input.input.small", { type: "search", "aria-label": t("column.tenant"), placeholder: t("column.tenant"), value: filters.tenant, onInput: onTenant }),
        h("input.input.small", { type: "search", "aria-label": t("column.upstream"), placeholder: t("column.upstream"), value: filters.provider_name, onInput: onProvider }),
        select(t("column.agent"), [["", t("requests.any.agent")], ...["claude_code", "codex", "gemini", "other"].map((each) => [each, agentName(each)])], filters.cli_type, set("cli_type")),
        select(t("column.status"), [["", t("requests.any.status")], ["true", t("requests.good")], ["false", t("requests.bad")]], filters.success, set("success")),
        h("label.row.tight.small", t("requests.until"), h("input.input.small", { type: "date", value: filters.to, onChange: (event) => { filters.to = event.target.value; } })),
        filters.session && h("button.chip.accent.filter", { type: "button", "aria-label": t("form.remove", { name: t("column.session") }), onClick: () => { filters.session = ""; } }, `${t("column.session")}: ${filters.session.slice(0, 18)} ×`),
        filtered() && button(t("requests.clear"), { small: true, quiet: true, onClick: () => FILTERS.forEach((each) => { filters[each] = ""; }) }),
        h("span", { "aria-live": "polite" }, state.missed > 0 && button(t("requests.new", { count: state.missed >= PAGE ? `${PAGE}+` : state.missed }), { small: true, icon: "up", onClick: () => read(true) }))),
      trouble(state.problem, () => read(true)),
      state.rows.length === 0 && !state.loading && !state.problem
        ? h(".card", filtered() ? empty("search", t("requests.nomatch"), t("requests.nomatch.words")) : empty("requests", t("requests.none"), t("requests.none.words")))
        : h(".card", { onScrollCapture: (event) => { scrolled = event.target.scrollTop > 40; } },
          h(Grid, { label: t("nav.requests"), columns: columns(), total: state.rows.length + (state.more ? 12 : 0), rowAt,
            narrow: requestRow, onNeed: need, onOpen: (row) => go("requests", row.id, kept()) })),
      route.id && h(RequestView, { key: route.id, id: route.id, onClose: () => go("requests", null, kept()) }));
  },
};

function columns() {
  const admin = session.role === "admin";
  return [
    { key: "time", name: t("column.time"), width: "112px", cell: (each) => h("span.num.soft", moment(each.time)) },
    { key: "status", name: t("column.status"), width: "58px", cell: statusChip },
    { key: "model", name: t("column.model"), width: "minmax(150px, 2fr)", cell: (each) => h("a", { href: link("requests", each.id, route.query), tabindex: -1, title: each.model_id || each.client_path }, each.model_id || each.client_path) },
    admin && { key: "tenant", name: t("column.tenant"), width: "minmax(60px, 1fr)", cell: (each) => each.tenant ?? "–" },
    { key: "upstream", name: t("column.upstream"), width: "minmax(90px, 1.2fr)", cell: (each) => (each.provider_name ? each.provider_name : h("span.soft", { title: servedBy(each) }, servedBy(each) ?? "–")) },
    { key: "agent", name: t("column.agent"), width: "92px", cell: (each) => h("span.soft", agentName(each.cli_type)) },
    { key: "tokens", name: t("column.tokens"), width: "56px", end: true, cell: (each) => brief(tokensOf(each)) },
    { key: "cost", name: t("column.cost"), width: "80px", end: true, cell: (each) => usd(each.cost) },
    { key: "ttft", name: t("column.ttft"), width: "78px", end: true, cell: (each) => duration(each.ttft_ms) },
    { key: "took", name: t("column.duration"), width: "64px", end: true, cell: (each) => duration(each.elapsed_ms) },
  ].filter(Boolean);
}
