import { reactive, watch } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, query } from "../api.js";
import { fullMoment, moment } from "../format.js";
import { named, t } from "../i18n.js";
import { load } from "../load.js";
import { onLive } from "../live.js";
import { go, route } from "../route.js";
import { button, chip, empty, pageHead, segments, select, shown } from "../parts/basic.js";
import { AuditList } from "./audit.js";

const LEVELS = { error: "bad", warning: "warn", warn: "warn", info: "" };
const KINDS = ["provider_failure", "provider_blacklist", "provider_cooling", "provider_recovered", "provider_switch", "provider_unhealthy", "provider_healthy", "limit_warning", "config_reload", "config_rejected"];
const PAGE = 100;

/** What happened to the gateway itself: upstreams that failed, were blacklisted or came back; reloads. And who changed what. */
export default {
  setup() {
    const filters = reactive({ level: "", event_type: "" });
    const state = reactive({ page: 1 });
    const log = load(() => get("/logs/system" + query({ ...filters, page: state.page, page_size: PAGE })));
    onLive("system", log.again);
    watch(filters, () => { state.page = 1; log.again(); });
    const typeName = (type) => named("event", type);

    const events = () => [
      h(".filters", { role: "search", "aria-label": t("requests.filter") },
        select(t("logs.level"), [["", t("logs.any.level")], ...["error", "warning", "info"].map((each) => [each, t(`level.${each}`)])], filters.level, (value) => { filters.level = value; }),
        select(t("logs.kind"), [["", t("logs.any.kind")], ...KINDS.map((each) => [each, typeName(each)])], filters.event_type, (value) => { filters.event_type = value; }),
        button(t("again.read"), { small: true, quiet: true, icon: "refresh", onClick: log.again })),
      shown(log, (page) => h(".card", page.items.length === 0
        ? empty("logs", t("logs.none"), t("logs.none.words"))
        : [h("ol.rows", page.items.map((each, index) => h("li.row.top", { key: each.id ?? index },
          h("time.num.small.faint.nowrap", { datetime: each.time, title: fullMoment(each.time) }, moment(each.time)),
          chip(typeName(each.event_type), LEVELS[each.level]),
          h("p.grow.wrap-any", says(each), each.provider_name && h("span.faint.small", " · ", each.provider_name))))),
        page.total > PAGE && h(".row.body.apart", button(t("logs.newer"), { small: true, disabled: state.page === 1 || undefined, onClick: () => { state.page--; log.again(); } }),
          button(t("logs.older"), { small: true, disabled: state.page * PAGE >= page.total || undefined, onClick: () => { state.page++; log.again(); } }))]))];

    return () => h("div",
      pageHead(t("nav.logs"), t("logs.words"),
        segments(t("logs.which"), [["events", t("logs.events")], ["audit", t("logs.audit")]], route.id === "audit" ? "audit" : "events", (which) => go("logs", which === "audit" ? which : null))),
      route.id === "audit" ? h(AuditList) : events());
  },
};

/** The event in the reader's language and time; as the gateway worded it where it gave no details. */
function says({ event_type: type, message, details }) {
  if (!details && !["provider_recovered", "provider_healthy", "provider_unhealthy"].includes(type)) return message;
  const { until, failure, model } = details ?? {};
  return named("says", type, { ...details, until: moment(until), failure: failure && named("failure", failure), model: model ?? t("says.everything") }, message);
}
