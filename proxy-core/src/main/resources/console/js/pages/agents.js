import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { del, get, post, put, session } from "../api.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { button, chip, empty, pageHead, segments, shown, switchBox, trouble } from "../parts/basic.js";
import { confirm, Dialog } from "../parts/dialog.js";
import { complain, say } from "../parts/toast.js";

const AGENTS = ["claude_code", "codex", "gemini"];
const SAMPLE = { mcp: '{\n  "command": "npx",\n  "args": ["-y", "some-mcp-server"]\n}', prompts: "" };

/** The three agents on this machine: whether they use the gateway, and which MCP servers and prompts they are given. */
export default {
  setup() {
    const settings = load(async () => Object.fromEntries((await Promise.all(AGENTS.map((each) => get(`/settings/cli/${each}`)))).map((each) => [each.cli_type, each])));
    const tenants = load(() => get("/tenants"));
    const lists = { mcp: load(() => get("/mcp")), prompts: load(() => get("/prompts")) };
    const state = reactive({ view: "agents", tenant: "", problems: {}, edit: null, busy: false, problem: null });

    async function change(act, words, ...after) {
      try {
        await act();
        if (words) say(words);
      } catch (problem) {
        complain(problem);
      }
      after.forEach((each) => each.again());
    }

    /** What goes wrong with one agent is told on its card. */
    async function turn(agent, on) {
      state.problems[agent] = null;
      try {
        await put(`/settings/cli/${agent}`, { enabled: on, ...(on && chosen() ? { tenant: chosen() } : {}) });
        say(t(on ? "agents.on" : "agents.off", { name: t(`agent.${agent}`) }));
      } catch (problem) {
        state.problems[agent] = problem;
      }
      settings.again();
    }

    /** Whose key an agent gets when it is switched on. */
    const chosen = () => state.tenant || tenants.data?.[0]?.id;

    const flip = (kind, item, agent, on) => change(() => put(`/${kind}/${encodeURIComponent(item.id)}`, { cli_flags: { ...item.cli_flags, [agent]: on } }), null, lists[kind]);
    const remove = (kind, item) => confirm({ title: t("agents.remove", { name: item.name }), words: t(`agents.remove.${kind}`), yes: t("remove"), danger: true,
      act: async () => {
        await del(`/${kind}/${encodeURIComponent(item.id)}`);
        lists[kind].again();
      } });

    function open(kind, item) {
      state.problem = null;
      state.edit = { kind, id: item?.id ?? null, name: item?.name ?? "", text: (kind === "mcp" ? item?.config_json : item?.content) ?? SAMPLE[kind], cli_flags: { ...(item?.cli_flags ?? Object.fromEntries(AGENTS.map((each) => [each, false]))) } };
    }

    async function store() {
      const { kind, id, name, text, cli_flags } = state.edit;
      Object.assign(state, { busy: true, problem: null });
      const body = { name: name.trim(), [kind === "mcp" ? "config_json" : "content"]: text, cli_flags, ...(id === null ? { enabled: true } : {}) };
      try {
        await (id === null ? post(`/${kind}`, body) : put(`/${kind}/${encodeURIComponent(id)}`, body));
        state.edit = null;
        say(t("saved"));
        lists[kind].again();
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    return () => h("div",
      pageHead(t("nav.agents"), t("agents.words"),
        state.view !== "agents" && !session.readOnly && button(t(`agents.add.${state.view}`), { icon: "plus", primary: true, onClick: () => open(state.view) })),
      segments(t("nav.agents"), ["agents", "mcp", "prompts"].map((each) => [each, t(`agents.view.${each}`)]), state.view, (view) => { state.view = view; }),
      state.view === "agents" ? shown(settings, (all) => [
        tenants.data?.length > 1 && h(".row.tight.wrap", h("label", { for: "agents-tenant" }, t("agents.tenant")),
          h("select.input.small", { id: "agents-tenant", value: chosen(), onChange: (event) => { state.tenant = event.target.value; } }, tenants.data.map((each) => h("option", { key: each.id, value: each.id }, each.name || each.id)))),
        h(".columns", AGENTS.map((each) => agentCard(each, all[each] ?? {}))),
      ])
        : shown(lists[state.view], (items) => table(state.view, items)),
      state.edit && editor());

    function agentCard(agent, own) {
      return h("section.card", { key: agent, "aria-label": t(`agent.${agent}`) }, h(".body.stack",
        h(".row.apart", h("h2.row.tight", t(`agent.${agent}`), own.installed === false && chip(t("agents.missing"))), switchBox(t("agents.switch", { name: t(`agent.${agent}`) }), own.enabled ?? false,
          (on) => turn(agent, on), { hidden: true, disabled: session.readOnly || (own.installed === false && !own.enabled) })),
        trouble(state.problems[agent]),
        h("p.soft.small", t(own.installed === false ? "agents.missing.words" : `agents.does.${agent}`)),
        own.drift?.length > 0 && h(".small", h("p.warn", t("agents.drift")), h("ul", own.drift.map((each) => h("li.wrap-any", { key: each }, each)))),
        extra(agent, own)));
    }

    function extra(agent, own) {
      const kept = own.default_json_config ?? "";
      const id = `extra-${agent}`;
      return h("details.more", h("summary", t("agents.extra")), h(".field", h("label", { for: id }, t("agents.extra.json")),
        h("textarea.input.code", { id, rows: 6, spellcheck: "false", value: kept, disabled: session.readOnly,
          onChange: (event) => change(() => put(`/settings/cli/${agent}`, { default_json_config: event.target.value }), t("saved"), settings) }),
        h("p.hint", t("agents.extra.hint"))));
    }

    function table(kind, items) {
      if (items.length === 0) return h(".card", empty(kind === "mcp" ? "bolt" : "agents", t(`agents.none.${kind}`), t(`agents.none.${kind}.words`), !session.readOnly && button(t(`agents.add.${kind}`), { icon: "plus", primary: true, onClick: () => open(kind) })));
      return h(".card", h(".scroll-x", { tabindex: 0, role: "region", "aria-label": t(`agents.view.${kind}`) }, h("table.plain",
        h("thead", h("tr", h("th", { scope: "col" }, t("form.name")), AGENTS.map((each) => h("th", { key: each, scope: "col" }, t(`agent.${each}`))), h("th", h("span.unseen", t("actions"))))),
        h("tbody", items.map((item) => h("tr", { key: item.id },
          h("td", h("strong", item.name), " ", item.enabled === false && chip(t("agents.disabled"), "warn"), h("p.small.faint.cut.preview", preview(kind, item))),
          AGENTS.map((each) => h("td", { key: each }, switchBox(`${item.name}: ${t(`agent.${each}`)}`, item.cli_flags?.[each] ?? false, (on) => flip(kind, item, each, on), { hidden: true, disabled: session.readOnly }))),
          h("td.end", !session.readOnly && [button("", { small: true, quiet: true, icon: "edit", label: t("edit.name", { name: item.name }), onClick: () => open(kind, item) }),
            button("", { small: true, quiet: true, icon: "trash", label: t("form.remove", { name: item.name }), onClick: () => remove(kind, item) })])))))));
    }

    function editor() {
      const { kind, id } = state.edit;
      const fault = kind === "mcp" ? jsonFault(state.edit.text) : null;
      const fields = state.problem?.fields ?? {};
      const said = { name: fields.name, text: fault ?? fields.config_json ?? fields.content };
      return h(Dialog, { title: id === null ? t(`agents.add.${kind}`) : state.edit.name, kind: "wide", onClose: () => { state.edit = null; } }, {
        default: () => h("form.stack", { id: "agent-form", onSubmit: (event) => { event.preventDefault(); if (!fault) store(); } },
          said.name || said.text ? null : trouble(state.problem),
          h(".field", h("label", { for: "agent-name" }, t("form.name")), h("input.input", { id: "agent-name", required: true, maxlength: 100, value: state.edit.name, "aria-invalid": said.name ? "true" : undefined,
              "aria-describedby": "agent-name-problem", onInput: (event) => { state.edit.name = event.target.value; } }),
          h("p.problem", { id: "agent-name-problem", role: "alert" }, said.name)),
          h(".field", h("label", { for: "agent-text" }, t(`agents.text.${kind}`)), h("textarea.input", { id: "agent-text", class: { code: kind === "mcp" }, rows: kind === "mcp" ? 10 : 16, spellcheck: kind !== "mcp" && undefined, value: state.edit.text,
            "aria-invalid": said.text ? "true" : undefined, "aria-describedby": "agent-text-problem", onInput: (event) => { state.edit.text = event.target.value; } }),
          h("p.problem", { id: "agent-text-problem", role: "alert" }, said.text)),
          h("fieldset.row.wrap", h("legend.unseen", t("agents.for")), AGENTS.map((each) => h("div", { key: each }, switchBox(t(`agent.${each}`), state.edit.cli_flags[each] ?? false, (on) => { state.edit.cli_flags[each] = on; })))),
          kind === "prompts" && h("p.hint.small.faint", t("agents.oneprompt"))),
        foot: () => [button(t("cancel"), { onClick: () => { state.edit = null; } }), button(t("save"), { primary: true, type: "submit", form: "agent-form", busy: state.busy, disabled: fault !== null || undefined })],
      });
    }
  },
};

function preview(kind, item) {
  if (kind === "prompts") return (item.content ?? "").split("\n")[0].slice(0, 120);
  try {
    const config = JSON.parse(item.config_json);
    return config.url ?? [config.command, ...(config.args ?? [])].join(" ");
  } catch {
    return "";
  }
}

function jsonFault(text) {
  try {
    const parsed = JSON.parse(text);
    return parsed !== null && typeof parsed === "object" && !Array.isArray(parsed) ? null : t("agents.object");
  } catch (fault) {
    return t("form.json") + " " + fault.message;
  }
}
