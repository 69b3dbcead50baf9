import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, session } from "../api.js";
import { bytes, duration, fullMoment, usd, whole } from "../format.js";
import { named, t } from "../i18n.js";
import { load } from "../load.js";
import { link } from "../route.js";
import { chip, segments, shown } from "../parts/basic.js";
import { Dialog } from "../parts/dialog.js";
import { snippet } from "../parts/snippet.js";
import { waterfall } from "../parts/waterfall.js";
import { Explanation } from "./explain.js";
import { agentName, statusChip } from "./request-words.js";

const VIEWS = ["way", "client", "upstream"];
const WHY = "why";

/** One request's way through the gateway. */
export const RequestView = {
  props: ["id"],
  emits: ["close"],
  setup(props, { emit }) {
    const state = reactive({ view: "way" });
    const read = load(() => get(`/logs/requests/${encodeURIComponent(props.id)}`));

    return () => h(Dialog, { title: t("request.title"), kind: "side", onClose: () => emit("close") },
      h("p.mono.small.faint.wrap-any", props.id),
      shown(read, (request) => [
        facts(request),
        segments(t("request.views"), (session.role === "admin" ? [...VIEWS, WHY] : VIEWS).map((each) => [each, t(`request.view.${each}`)]), state.view, (view) => { state.view = view; }),
        state.view === WHY ? h(Explanation, { id: props.id }) : state.view === "way" ? way(request) : state.view === "client" ? client(request) : upstream(request),
      ]));
  },
};

function facts(request) {
  const fact = (name, value) => value !== undefined && value !== null && value !== "" && h("div", { key: name }, h("dt", t(name)), h("dd", value));
  return h("dl.facts",
    fact("column.status", [statusChip(request), request.error_message && h("span.bad.small", " ", named("error", request.error_message))]),
    fact("column.time", fullMoment(request.time)),
    fact("column.tenant", request.tenant),
    fact("column.agent", agentName(request.cli_type)),
    fact("column.model", request.model_id),
    fact("column.upstream", request.provider_name && [request.provider_name, request.upstream_model && request.upstream_model !== request.model_id && h("p.small.faint", request.upstream_model)]),
    fact("request.call", request.client_path && h("code", `${request.client_method ?? ""} ${request.client_path}`)),
    fact("column.session", request.session && h("a", { href: link("requests", null, { session: request.session }) }, request.session)),
    fact("request.address", request.client_ip),
    fact("request.client", request.user_agent),
    fact("request.sizes", `${bytes(request.request_size)} → ${bytes(request.response_size)}`));
}

function way(request) {
  return [
    h("section.stack.tight", h("h3", t("request.timeline")), waterfall(t("request.timeline"), spans(request))),
    h("section.stack.tight", h("h3", t("request.attempts")), attempts(request)),
    h("section.stack.tight", h("h3", t("request.bill")), bill(request)),
  ];
}

/** The steps of the request and of its attempts, as spans of milliseconds. */
function spans(request) {
  const steps = request.timeline_us ?? {};
  const list = [];
  const add = (name, from, to, tone) => {
    if (from !== undefined && to !== undefined && to >= from) list.push({ name, from: from / 1000, to: to / 1000, tone });
  };
  add(t("step.body"), 0, steps.body);
  add(t("step.admitted"), steps.body, steps.admitted);
  const many = (request.attempts ?? []).length > 1;
  (request.attempts ?? []).forEach((each, index) => {
    if (many) list.push({ heading: `${index + 1} · ${each.provider}` });
    const last = each.ended ?? steps.ended;
    add(t("step.connect"), each.started, each.connected ?? last, each.connected === undefined ? "bad" : "");
    add(t("step.send"), each.connected, each.sent ?? last);
    add(t("step.head"), each.sent, each.head ?? last, each.head === undefined ? "bad" : "wait");
    add(t("step.content"), each.head, each.first_content ?? last, each.first_content === undefined && each.error ? "bad" : "wait");
    add(t("step.stream"), each.first_content, last, "flow");
  });
  if (list.length === 0) list.push({ name: t("column.duration"), from: 0, to: request.elapsed_ms ?? 0 });
  return list;
}

function attempts(request) {
  const list = request.attempts ?? [];
  if (list.length === 0) return h("p.soft", t("request.noattempt"));
  return h(".scroll-x", h("table.plain",
    h("thead", h("tr", ["column.number", "column.upstream", "column.model", "column.status", "column.duration"].map((each) => h("th", { key: each, scope: "col", class: each === "column.duration" && "end" }, t(each))))),
    h("tbody", list.map((each, index) => h("tr", { key: index },
      h("td.num", index + 1), h("td", each.provider), h("td.wrap-any", each.model),
      h("td", chip(String(each.status || "–"), each.error || each.status >= 400 || !each.status ? "bad" : "good"), each.error && h("span.small.bad", " ", named("error", each.error))),
      h("td.end", each.ended === undefined ? "–" : duration((each.ended - each.started) / 1000)))))));
}

function bill(request) {
  const rows = ["input", "output", "cache_creation", "cache_read", "reasoning"].filter((each) => each !== "reasoning" || request.reasoning_tokens > 0);
  return [
    h("dl.facts", rows.map((each) => h("div", { key: each }, h("dt", t(`tokens.${each}`)), h("dd.num", whole(request[`${each}_tokens`])))),
      h("div", h("dt", t("column.cost")), h("dd.num", h("strong", usd(request.cost))))),
    request.estimated_because && h("p.small.warn", t("request.estimated", { why: request.estimated_because })),
  ];
}

const detailOf = (request) => (request.detail && request.detail.client_headers ? request.detail : request);

function client(request) {
  const detail = detailOf(request);
  if (!detail.client_headers) return unrecorded();
  return [part("request.sent", detail.client_headers, detail.client_body),
    part("request.answered", detail.response_headers, detail.response_body ?? (detail.response_body_is_provider_body ? detail.provider_body : null), detail.response_status)];
}

function upstream(request) {
  const detail = detailOf(request);
  if (!detail.client_headers) return unrecorded();
  if (!detail.forward_url) return h("p.soft", t("request.noattempt"));
  return [h("p.mono.small.wrap-any", detail.forward_url),
    part("request.forwarded", detail.forward_headers, detail.forward_body ?? detail.client_body),
    part("request.provider", detail.provider_headers, detail.provider_body, detail.provider_status)];
}

const unrecorded = () => h("p.soft", t("request.unrecorded"));

function part(title, headers, body, first) {
  return h("section.stack.tight", { key: title }, h("h3", t(title)), first && h("p.mono.small", first),
    headers && snippet(headerText(headers), { label: t("request.headers") }),
    body && [snippet(bodyText(body), { label: t("request.body"), wrap: true }), body.truncated && h("p.small.faint", t("request.cut", { size: bytes(body.size ?? body.bytes) }))]);
}

function headerText(headers) {
  const pairs = Array.isArray(headers) ? headers.map((each) => (Array.isArray(each) ? each : [each.name, each.value])) : Object.entries(headers);
  return pairs.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/** JSON with line breaks; anything else as it came. */
function bodyText(body) {
  const text = typeof body === "string" ? body : body.text ?? JSON.stringify(body, null, 2);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
