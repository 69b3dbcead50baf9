import { reactive, watch } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, session } from "../api.js";
import { named, t } from "../i18n.js";
import { load } from "../load.js";
import { applyFile, FILES, planFile, readFile, rollBack } from "../files.js";
import { copyOf, mergePatch, tidy } from "../patch.js";
import { fullMoment } from "../format.js";
import { problemsOf } from "../schema.js";
import { button, card, chip, empty, pageHead, segments, shown, trouble } from "../parts/basic.js";
import { confirm, Dialog } from "../parts/dialog.js";
import { Form } from "../parts/form.js";
import { planView } from "../parts/plan-view.js";
import { complain, say } from "../parts/toast.js";
import { go, guard, link, route } from "../route.js";
import { icon } from "../parts/icon.js";

/** Lists that have a page of their own. */
const OWN_PAGES = { upstreams: { list: "upstreams", page: "upstreams" }, tenants: { list: "tenants", page: "tenants" }, pricing: { list: "modelPricing", page: "prices" } };

/** Every key of the files, checked while one types; what changes is shown before it takes effect. */
export default {
  setup() {
    const asked = () => (FILES.includes(route.id) ? route.id : "server");
    const state = reactive({ name: asked(), draft: {}, search: "", plan: null, planProblem: null, busy: false, problem: null });
    const file = load(read);
    const versions = load(async () => (await get("/config/history")).versions);

    async function read() {
      const answer = await readFile(state.name);
      state.draft = copyOf(answer.json);
      return answer;
    }
    const dirty = () => file.data !== null && mergePatch(file.data.json, tidy(state.draft)) !== null;

    // Of a page that is closed the browser itself asks.
    guard(({ closing }) => !dirty() || (!closing && window.confirm(t("form.unsaved"))));
    /** The address says which file is shown, so that the browser's back button works. */
    watch(() => [route.name, route.id], () => {
      if (route.name !== "settings" || asked() === state.name) return;
      Object.assign(state, { name: asked(), problem: null, plan: null });
      file.data = null;
      file.again();
    });

    async function plan() {
      Object.assign(state, { busy: true, problem: null });
      try {
        state.plan = await planFile(file.data, state.draft);
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    async function apply() {
      Object.assign(state, { busy: true, planProblem: null });
      try {
        await applyFile(file.data, state.draft);
        state.plan = null;
        say(t("settings.applied"));
        await Promise.all([file.again(), versions.again()]);
      } catch (problem) {
        state.planProblem = problem;
      }
      state.busy = false;
    }

    const back = (version) => confirm({ title: t("settings.rollback", { version: version.number }), words: t("settings.rollback.words"), yes: t("settings.rollback.yes"),
      act: async () => {
        await rollBack(version.number);
        say(t("settings.applied"));
        file.again();
        versions.again();
      } }).catch(complain);

    return () => h("div",
      pageHead(t("nav.settings"), t("settings.words")),
      h(".row.wrap.apart",
        segments(t("settings.files"), FILES.map((each) => [each, t(`file.${each}`)]), state.name, (name) => go("settings", name)),
        h("input.input.small", { type: "search", "aria-label": t("settings.search"), placeholder: t("settings.search"), value: state.search, onInput: (event) => { state.search = event.target.value.trim().toLowerCase(); } })),
      shown(file, editor),
      shown(versions, past),
      state.plan && planned());

    function editor({ schema, present }) {
      // The prices that come with the gateway are in no file yet; a file with one key of its own would take their place.
      if (state.name === "pricing" && !present) return elsewhere();
      const shownSchema = narrowed(without(schema, OWN_PAGES[state.name]), state.search);
      const problems = { ...problemsOf(schema, state.draft), ...state.problem?.fields };
      return [trouble(state.problem),
        elsewhere(),
        h("form.stack.wide", { novalidate: true, onSubmit: (event) => { event.preventDefault(); plan(); } },
          shownSchema ? sections(shownSchema, problems) : h(".card", empty("search", t("settings.nothing"), "")),
          !session.readOnly && h(".save-bar", { class: { on: dirty() } },
            h("span.grow.soft", dirty() ? t("settings.changed") : t("settings.unchanged")),
            button(t("settings.discard"), { disabled: !dirty() || undefined, onClick: () => file.again() }),
            button(t("settings.review"), { type: "submit", primary: true, busy: state.busy, disabled: !dirty() || undefined })))];
    }

    function elsewhere() {
      const own = OWN_PAGES[state.name];
      return own && h(".notice.calm", icon(own.page), h("p", h("a", { href: link(own.page) }, t(`settings.elsewhere.${state.name}`))));
    }

    /** A card for each part of the file; keys that stand alone share the first one. */
    function sections(schema, problems) {
      const names = Object.keys(schema.properties ?? {});
      const grouped = names.filter((name) => schema.properties[name].properties);
      const single = names.filter((name) => !grouped.includes(name));
      return [
        single.length > 0 && card(t(`file.${state.name}`), {}, h(".body", h(Form, { schema, value: state.draft, problems, only: single }))),
        grouped.map((name) => h("div", { key: name }, card(t(`section.${name}`) === `section.${name}` ? name : t(`section.${name}`), {},
          h(".body", h(Form, { schema: schema.properties[name], value: state.draft, path: [name], problems }))))),
      ];
    }

    function planned() {
      return h(Dialog, { title: t("settings.plan"), kind: "wide", onClose: () => { state.plan = null; } }, {
        default: () => [
          trouble(state.planProblem),
          planView(state.plan),
        ],
        foot: () => [button(t("cancel"), { onClick: () => { state.plan = null; } }),
          button(t("settings.apply"), { primary: true, busy: state.busy, onClick: apply })],
      });
    }

    function past(list) {
      return card(t("settings.history"), {}, list.length === 0 ? h("p.body.soft", t("settings.history.none"))
        : h("ul.rows", list.map((each, index) => h("li.row.wrap", { key: each.number },
          h(".grow", h("span.num", fullMoment(each.at)), " ", h("span.soft.small", [each.who || t("settings.byhand"), each.why && deed(each.why)].filter(Boolean).join(" · "))),
          h("code.small.faint", each.hash?.slice(0, 12)),
          index === 0 ? chip(t("settings.current"), "good") : !session.readOnly && button(t("settings.rollback.yes"), { small: true, icon: "undo", onClick: () => back(each) })))));
    }
  },
};

/** "price.set gpt-*" in the reader's language. */
function deed(why) {
  const [action, ...target] = why.split(" ");
  return [named("action", action), ...target].join(" ");
}

function without(schema, own) {
  if (!own) return schema;
  const { [own.list]: _, ...properties } = schema.properties;
  return { ...schema, properties };
}

/** The schema with only the keys whose name or description holds the words; null when there is none. */
function narrowed(schema, words) {
  if (!words || !schema.properties) return schema;
  const kept = {};
  for (const [name, each] of Object.entries(schema.properties)) {
    if (`${name} ${each.description ?? ""}`.toLowerCase().includes(words)) kept[name] = each;
    else if (each.properties) {
      const inner = narrowed(each, words);
      if (inner) kept[name] = inner;
    }
  }
  return Object.keys(kept).length > 0 ? { ...schema, properties: kept } : null;
}
