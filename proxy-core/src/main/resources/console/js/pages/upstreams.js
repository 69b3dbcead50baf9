import { onUnmounted, reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, post, session } from "../api.js";
import { duration, whole } from "../format.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { onLive } from "../live.js";
import { go, link, route } from "../route.js";
import { button, chip, dot, empty, pageHead, shown, told } from "../parts/basic.js";
import { EntryEditor } from "../parts/entry-editor.js";
import { icon } from "../parts/icon.js";
import { Reorder } from "../parts/reorder.js";
import { complain, say } from "../parts/toast.js";
import { standing } from "./upstream-words.js";

const FIRST = ["id", "name", "url", "key", "protocol", "auth", "weight", "enabled"];

/** The provider accounts: their order, how they stand, and what can be done about it. */
export default {
  setup() {
    const list = load(() => get("/providers"));
    const overview = load(() => get("/overview"));
    const weighted = () => overview.data?.strategy?.startsWith("weighted");
    const state = reactive({ now: Date.now(), tests: {}, views: {} });
    const clock = setInterval(() => { state.now = Date.now(); }, 1000);
    onUnmounted(() => clearInterval(clock));
    onLive("overview", ({ upstreams }) => {
      for (const each of upstreams ?? []) state.views[each.id] = each;
    });

    // One after the other, and what is read while one is under way is old already.
    let waiting = 0;
    let before = Promise.resolve();
    async function reorder(ids) {
      const old = list.data;
      list.show(ids.map((id) => old.find((each) => each.id === id)));
      waiting++;
      const sent = before.then(() => post("/providers/reorder", { ids }));
      before = sent.catch(() => {});
      try {
        await sent;
        say(t("upstreams.reordered"), { undo: { words: t("undo"), act: () => reorder(old.map((each) => each.id)) } });
      } catch (problem) {
        complain(problem);
      }
      if (--waiting === 0) list.again();
    }

    async function act(id, what, words) {
      try {
        await post(`/providers/${encodeURIComponent(id)}/${what}`);
        say(words);
        list.again();
      } catch (problem) {
        complain(problem);
      }
    }

    async function test(id) {
      state.tests[id] = { busy: true };
      const start = performance.now();
      try {
        const result = await post(`/providers/${encodeURIComponent(id)}/test`);
        state.tests[id] = { result, took: result.elapsed_ms ?? performance.now() - start };
      } catch (problem) {
        state.tests[id] = { problem };
      }
    }

    return () => h("div",
      pageHead(t("nav.upstreams"), t(strategyWords(overview.data)),
        !session.readOnly && button(t("upstreams.add"), { icon: "plus", primary: true, onClick: () => go("upstreams", "new") })),
      shown(list, (all) => all.length === 0
        ? h(".card", empty("upstreams", t("upstreams.none"), t("upstreams.none.words"), button(t("upstreams.add"), { icon: "plus", primary: true, onClick: () => go("upstreams", "new") })))
        : h(Reorder, { items: all, rowKey: "id", label: t("nav.upstreams"), name: (each) => each.name || each.id, disabled: session.readOnly,
          rowClass: (each) => ({ off: !each.enabled }), onReorder: reorder }, { row: ({ item }) => row(item) })),
      route.id && h(EntryEditor, { key: route.id, file: "upstreams", path: "/providers", id: route.id, blank: { id: "", name: "", url: "", key: "" }, first: FIRST, create,
        aliases: { api_key: "/key", base_url: "/url" }, onMade: () => say(t("upstreams.added")), onDone: list.again, onClose: () => go("upstreams") }));

    function row(provider) {
      const each = { ...provider, ...pick(state.views[provider.id]) };
      const { tone, words, blacklisted, failing } = standing({ ...each, failure_threshold: provider.failure_threshold }, state.now);
      const tested = state.tests[each.id];
      return [
        h(".stack.tight.flush",
          h(".row.tight.wrap", dot(tone), h("a.name.cut", { href: link("upstreams", each.id) }, h("strong", each.name || each.id)),
            chip(t(`protocol.${provider.protocol}`)), weighted() && chip(t("upstreams.weight", { weight: provider.weight })),
            each.in_flight > 0 && chip(t("upstream.running", { count: whole(each.in_flight) }), "accent")),
          h("p.small.soft.cut", { title: each.base_url }, words, " · ", each.base_url),
          tested && probe(tested)),
        h(".actions.row.tight.wrap",
          blacklisted && !session.readOnly && button(t("upstreams.unblacklist"), { small: true, onClick: () => act(each.id, "unblacklist", t("upstreams.unblacklisted", { name: each.name || each.id })) }),
          failing && !blacklisted && !session.readOnly && button(t("upstreams.reset"), { small: true, quiet: true, onClick: () => act(each.id, "reset-failures", t("upstreams.resetted")) }),
          !session.readOnly && button(t("upstreams.test"), { small: true, icon: "bolt", busy: tested?.busy, label: t("upstreams.test.label", { name: each.name || each.id }), onClick: () => test(each.id) }),
          !session.readOnly && button("", { small: true, icon: "edit", quiet: true, label: t("edit.name", { name: each.name || each.id }), onClick: () => go("upstreams", each.id) })),
      ];
    }

    function probe({ busy, result, problem, took }) {
      if (busy) return h("p.small.faint", { role: "status" }, t("upstreams.testing"));
      if (problem) return h("p.small.bad", { role: "alert" }, told(problem));
      const good = result.ok ?? result.success;
      return h("p.small.wrap-any", { role: "status", class: good ? "good" : "bad" }, icon(good ? "check" : "warning", { class: "inline" }), " ",
        result.message ?? t(good ? "upstreams.tested" : "upstreams.failed"), " · ", duration(took), result.remedy && h("span.soft", " — ", result.remedy));
    }
  },
};

const create = ({ id, name, url, key, ...config }) => post("/providers", { id, name: name || id, base_url: url, api_key: key ?? "", config });

/** What the live view says about an upstream, without the names that the list has already. */
function pick(view) {
  if (!view) return {};
  const { enabled, healthy, in_flight, consecutive_failures, blacklisted_until, cooling_until } = view;
  return { enabled, healthy, in_flight, consecutive_failures, blacklisted_until, cooling_until };
}

function strategyWords(overview) {
  const strategy = overview?.strategy ?? "";
  if (strategy === "availability_first") return "upstreams.words.order";
  return strategy.startsWith("weighted") ? "upstreams.words.weight" : "upstreams.words";
}
