import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { del, get, put, session } from "../api.js";
import { brief, rate, usd, utcDay } from "../format.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { byPattern, patternFor, rates } from "../price-match.js";
import { link } from "../route.js";
import { schemaWords } from "../schema-words.js";
import { readUsage } from "../usage-data.js";
import { button, chip, empty, pageHead, shown, switchBox } from "../parts/basic.js";
import { confirm } from "../parts/dialog.js";
import { icon } from "../parts/icon.js";
import { PriceEditor } from "./price-edit.js";
import { UnknownModels } from "./price-unknown.js";

const SEEN_DAYS = 30;
const DAY_MS = 86_400_000;
const RATES = ["input", "output", "cacheCreation", "cacheCreation1h", "cacheRead"];

/** What models cost, by pattern, and which of the models in use fall on which pattern. */
export default {
  setup() {
    const list = load(() => get("/prices"));
    const usage = load(() => readUsage({ from: utcDay(new Date(Date.now() - (SEEN_DAYS - 1) * DAY_MS)), to: utcDay(new Date()), by: "model", step: "day" }));
    const state = reactive({ search: "", used: false, edit: null, unknown: false });
    const groups = () => (usage.data?.groups ?? []).filter((each) => each.key);
    const seen = () => groups().map((each) => each.key);
    const cost = (model) => usd(groups().find((each) => each.key === model)?.totalCost);
    const edit = (pattern, name = "") => { state.edit = { pattern, name }; };

    /** An empty change takes over what comes with the gateway; then the removal is one of the file. */
    async function drop(pattern) {
      const etag = list.data.shipped ? (await put("/prices", {})).etag : list.data.etag;
      await del(`/prices/${encodeURIComponent(pattern)}`, undefined, { etag });
      list.again();
    }
    function remove(pattern, models) {
      const rest = Object.keys(list.data.prices).filter((each) => each !== pattern);
      const moved = models.map((each) => `${each} → ${patternFor(rest, each) ?? t("prices.nothing")}`);
      confirm({ title: t("prices.remove", { name: pattern }), words: moved.length > 0 ? t("prices.remove.moved", { moves: moved.join("; ") }) : t("prices.remove.unused"),
        yes: t("remove"), danger: true, act: () => drop(pattern) });
    }

    return () => h("div",
      pageHead(t("nav.prices"), list.data ? t(`prices.words.${list.data.unit}`) : "",
        !session.readOnly && button(t("prices.unknown"), { onClick: () => { state.unknown = true; }, disabled: !list.data || undefined }),
        !session.readOnly && button(t("prices.add"), { icon: "plus", primary: true, onClick: () => edit(null), disabled: !list.data || undefined })),
      shown(list, (answer) => {
        const found = byPattern(Object.keys(answer.prices), seen());
        return [
          origin(answer),
          unpriced(answer, found.get(null) ?? []),
          h(".filters", { role: "search", "aria-label": t("requests.filter") },
            h("input.input.small", { type: "search", "aria-label": t("prices.search"), placeholder: t("prices.search"), value: state.search, onInput: (event) => { state.search = event.target.value.trim().toLowerCase(); } }),
            switchBox(t("prices.used", { days: SEEN_DAYS }), state.used, (on) => { state.used = on; })),
          table(answer, found),
        ];
      }),
      state.edit && h(PriceEditor, { prices: list.data, pattern: state.edit.pattern, name: state.edit.name, seen: seen(), onDone: list.again, onClose: () => { state.edit = null; } }),
      state.unknown && h(UnknownModels, { prices: list.data, onDone: list.again, onClose: () => { state.unknown = false; } }));

    function origin({ shipped, date }) {
      const said = [date && t("prices.date", { date }), t(shipped ? "prices.shipped" : "prices.own")].filter(Boolean).join(" ");
      return h(".notice.calm", icon("prices"), h("p", said));
    }

    function unpriced({ unknown_model: fate }, models) {
      if (models.length === 0) return null;
      const kind = typeof fate === "object" ? "priced" : fate;
      return h(".notice", { role: "status" }, icon("warning"), h(".grow.stack.tight", h("p", t("prices.unpriced", { count: models.length }), " ", t(`prices.unknown.${kind}.words`)),
        h("ul.plain-list", models.map((each) => h("li.row.wrap.tight", { key: each }, h("code", each),
          !session.readOnly && button(t("prices.set"), { small: true, label: t("prices.set.name", { name: each }), onClick: () => edit(null, each) }))))));
    }

    function table(answer, found) {
      const rows = Object.entries(answer.prices).map(([pattern, price]) => ({ pattern, price, models: found.get(pattern) ?? [] }))
        .filter(({ pattern, models }) => (!state.used || models.length > 0) && [pattern, ...models].some((each) => each.toLowerCase().includes(state.search)));
      if (rows.length === 0) return h(".card", empty("search", t("prices.none"), t("prices.none.words")));
      return h(".card", h(".scroll-x", { tabindex: 0, role: "region", "aria-label": t("nav.prices") }, h("table.plain",
        h("thead", h("tr", h("th", { scope: "col" }, t("prices.pattern")), RATES.map((each) => h("th.end", { key: each, scope: "col" }, t(`rate.${each}`))),
          h("th", { scope: "col" }, t("prices.more")), h("th", h("span.unseen", t("actions"))))),
        h("tbody", rows.map((each) => line(each))))));
    }

    function line({ pattern, price, models }) {
      const all = rates(price);
      return h("tr", { key: pattern },
        h("th", { scope: "row" }, h("code.nowrap", pattern), models.map((each) => h("p.small.nowrap", { key: each }, h("a", { href: link("usage", null, { range: String(SEEN_DAYS), model: each }) }, each), h("span.faint.num", " · ", cost(each))))),
        RATES.map((each) => h("td.end", { key: each }, h("span", { class: all[each].derived && "faint", title: all[each].derived ? t("prices.derived") : undefined }, rate(all[each].value)))),
        h("td.small.nowrap", extras(price)),
        h("td.end", !session.readOnly && [
          button("", { small: true, quiet: true, icon: "edit", label: t("edit.name", { name: pattern }), onClick: () => edit(pattern) }),
          button("", { small: true, quiet: true, icon: "trash", label: t("form.remove", { name: pattern }), onClick: () => remove(pattern, models) })]));
    }
  },
};

/** What only some models have: other rates for a long input, tools that run at the provider. */
const extras = (price) => [
  [price.longContext ?? []].flat().map((each) => h("div", { key: each.above }, chip(t("prices.long", { above: brief(each.above), input: rate(each.input), output: rate(each.output) })))),
  Object.entries(price.serverTools ?? {}).filter(([, cost]) => cost > 0).map(([tool, cost]) =>
    h("div.soft", { key: tool }, t("prices.tool", { name: schemaWords(["serverTools", tool], tool).label, cost: usd(cost) }))),
];
