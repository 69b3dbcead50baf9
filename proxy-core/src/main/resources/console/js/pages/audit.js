import { h } from "../h.js";
import { get } from "../api.js";
import { fullMoment, moment } from "../format.js";
import { named, t } from "../i18n.js";
import { load } from "../load.js";
import { onLive } from "../live.js";
import { chip, empty, shown } from "../parts/basic.js";

const MOST = 200;

/** Who changed what, and who logged in or was refused; the newest first. */
export const AuditList = {
  setup() {
    const log = load(() => get(`/audit?limit=${MOST}`));
    onLive("system", log.again);
    return () => shown(log, (lines) => h(".card", lines.length === 0
      ? empty("logs", t("audit.none"), t("audit.none.words"))
      : h("ol.rows", lines.map((each, index) => h("li.row.top", { key: `${each.at} ${each.request_id} ${index}` },
        h("time.num.small.faint.nowrap", { datetime: each.at, title: fullMoment(each.at) }, moment(each.at)),
        chip(named("action", each.action), each.action === "login.refused" ? "warn" : ""),
        h(".grow.stack.tight", h("p.wrap-any", h("strong", each.who || t("audit.nobody")), each.target && ` · ${each.target}`,
          h("span.faint.small", " · ", [named("via", each.via), each.address].filter(Boolean).join(" · "))),
        each.changes.length > 0 && changes(each.changes)))))));
  },
};

const changes = (list) => h("details.more", h("summary", h("span.small", t("audit.changes", { count: list.length }))),
  h("ul.stack.tight.small", list.map((each) => h("li.wrap-any", { key: each.path }, h("code", each.path), ": ",
    h("span.soft", written(each.before)), " → ", h("span", written(each.after))))));

const written = (value) => (value === null || value === undefined ? t("audit.nothing") : typeof value === "string" ? value : JSON.stringify(value));
