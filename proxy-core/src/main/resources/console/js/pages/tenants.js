import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, post, session } from "../api.js";
import { brief, fullMoment, usd, whole } from "../format.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { go, link, route } from "../route.js";
import { button, chip, empty, pageHead, segments, shown } from "../parts/basic.js";
import { confirm, Dialog } from "../parts/dialog.js";
import { EntryEditor } from "../parts/entry-editor.js";
import { snippet } from "../parts/snippet.js";
import { complain } from "../parts/toast.js";
import { limitBars, limitsOf } from "./limit-words.js";
import { RaiseDialog } from "./raise.js";
import { snippets } from "./snippets.js";

const READ_EVERY_MS = 5000;
const FIRST = ["id", "name", "enabled", "allowedModels", "limits"];
const HIDDEN = ["key", "keys", "createdAt", "updatedAt"];

/** Who may use the gateway, how much, and how much of it is left. */
export default {
  setup() {
    const list = load(() => get("/tenants"), { every: READ_EVERY_MS });
    const state = reactive({ key: null, client: "claude", showing: null, raising: null });

    const rotate = async (tenant) => {
      let made = null;
      const agreed = await confirm({ title: t("tenants.rotate.title", { name: tenant.name || tenant.id }), words: t("tenants.rotate.words"), yes: t("tenants.rotate"),
        act: async () => { made = await post(`/tenants/${encodeURIComponent(tenant.id)}/rotate`, {}, { etag: list.data.etag }); } }).catch(complain);
      if (agreed) {
        showKey(tenant, made.key);
        list.again();
      }
    };
    const showKey = (tenant, key) => { Object.assign(state, { key, showing: tenant }); };

    return () => h("div",
      pageHead(t("nav.tenants"), t("tenants.words"),
        !session.readOnly && button(t("tenants.add"), { icon: "plus", primary: true, onClick: () => go("tenants", "new") })),
      shown(list, (answer) => {
        const tenants = answer;
        return tenants.length === 0
          ? h(".card", empty("tenants", t("tenants.none"), t("tenants.none.words"), button(t("tenants.add"), { icon: "plus", primary: true, onClick: () => go("tenants", "new") })))
          : h("ul.tenant-list", tenants.map((each) => h("li.card", { key: each.id }, tenantCard(each))));
      }),
      state.showing && keyDialog(),
      state.raising && h(RaiseDialog, { key: state.raising.id, tenant: state.raising, onDone: list.again, onClose: () => { state.raising = null; } }),
      route.id && h(EntryEditor, { key: route.id, file: "tenants", path: "/tenants", id: route.id, blank: { id: "", name: "", allowedModels: ["*"] }, first: FIRST, hidden: HIDDEN, create,
        onMade: (answer, entry) => showKey(entry, answer.key), onDone: list.again, onClose: () => go("tenants") }));

    function tenantCard(tenant) {
      const limits = limitsOf(tenant);
      return h(".body.stack",
        h(".row.apart.top.wrap",
          h(".grow", h("h2.row.tight.wrap", h("a", { href: link("tenants", tenant.id) }, tenant.name || tenant.id),
            !tenant.enabled && chip(t("tenants.off"), "warn"), tenant.expires_at && chip(t("tenants.until", { when: fullMoment(tenant.expires_at) })),
            isRaised(tenant) && chip(t("raise.chip", { when: fullMoment(tenant.config.limits.raise.until) }), "accent")),
          h("p.small.faint", tenant.id, " · ", t("tenants.keys", { count: tenant.keys?.length ?? 0 }))),
          h(".row.tight.wrap",
            button(t("tenants.snippets"), { small: true, onClick: () => { state.key = null; state.showing = tenant; } }),
            !session.readOnly && limits.length > 0 && button(t("raise.open"), { small: true, icon: "up", onClick: () => { state.raising = tenant; } }),
            !session.readOnly && button(t("tenants.rotate"), { small: true, icon: "key", onClick: () => rotate(tenant) }),
            !session.readOnly && button("", { small: true, icon: "edit", quiet: true, label: t("edit.name", { name: tenant.name || tenant.id }), onClick: () => go("tenants", tenant.id) }))),
        limits.length === 0 ? h("p.small.soft", t("tenants.unlimited"))
          : limitBars(limits),
        today(tenant));
    }

    function keyDialog() {
      const name = state.showing.name || state.showing.id;
      const all = snippets(location.origin, state.key ?? "YOUR-KEY");
      const chosen = all.find((each) => each.id === state.client);
      return h(Dialog, { title: state.key ? t("tenants.newkey", { name }) : t("tenants.connect", { name }), kind: "wide", onClose: () => { state.showing = null; state.key = null; } },
        state.key && h(".stack.tight", h("p", h("strong", t("tenants.once"))), snippet(state.key, { label: t("login.key"), wrap: true })),
        h("p.soft", t("tenants.paste")),
        segments(t("tenants.client"), all.map((each) => [each.id, each.name]), state.client, (id) => { state.client = id; }),
        chosen.steps.map(([place, text]) => h(".stack.tight", { key: chosen.id + place }, h("p.small.soft", place), snippet(text, { label: `${chosen.name} ${place}` }))));
    }
  },
};

const isRaised = ({ config }) => config?.limits?.raise && new Date(config.limits.raise.until) > new Date();

const create = ({ id, name, ...config }) => post("/tenants", { id, name: name || id, config });

function today({ spent }) {
  return spent && h("p.small.soft.num", t("tenants.today", { requests: whole(spent.daily.requests), tokens: brief(spent.daily.tokens), cost: usd(spent.daily.cost_usd) }));
}
