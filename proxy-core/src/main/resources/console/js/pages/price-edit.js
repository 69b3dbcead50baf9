import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { put } from "../api.js";
import { planFile, readFile } from "../files.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { copyOf, mergePatch, tidy } from "../patch.js";
import { patternFor } from "../price-match.js";
import { plain, problemsOf } from "../schema.js";
import { button, shown, trouble } from "../parts/basic.js";
import { Dialog } from "../parts/dialog.js";
import { Form } from "../parts/form.js";
import { planView } from "../parts/plan-view.js";
import { say } from "../parts/toast.js";

/**
 * Sets the price of a pattern: filled in and checked, then shown as a difference, then put in force. {prices (as the API gives
 * them), pattern (null: a new one), name (suggested for a new one), seen (names of models)}. Emits done and close.
 */
export const PriceEditor = {
  props: ["prices", "pattern", "name", "seen"],
  emits: ["done", "close"],
  setup(props, { emit }) {
    const before = props.pattern === null ? {} : props.prices.prices[props.pattern];
    const state = reactive({ pattern: props.pattern ?? props.name ?? "", draft: copyOf(before), tried: false, plan: null, busy: false, problem: null });
    const file = load(() => readFile("pricing"));
    const schemaOf = ({ schema }) => plain(schema.properties.modelPricing.additionalProperties);
    const unsaved = () => mergePatch(before, tidy(state.draft)) !== null;
    const known = () => props.pattern === null && state.pattern in props.prices.prices;

    async function guarded(act) {
      Object.assign(state, { busy: true, problem: null });
      try {
        await act();
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    function review() {
      state.tried = true;
      if (state.pattern === "" || known() || Object.keys(problemsOf(schemaOf(file.data), state.draft)).length > 0) return;
      guarded(async () => { state.plan = await plan(); });
    }

    /** The rates that change, and how the gateway would write them. The list that comes with it is in no file yet. */
    async function plan() {
      const price = tidy(state.draft);
      const changes = Object.keys({ ...before, ...price }).filter((each) => JSON.stringify(before[each]) !== JSON.stringify(price[each]))
        .map((each) => ({ path: `${state.pattern} · ${each}`, before: before[each], after: price[each] }));
      if (props.prices.shipped) return { changes };
      const { json } = file.data;
      return { ...await planFile(file.data, { ...json, modelPricing: { ...json.modelPricing, [state.pattern]: price } }), changes };
    }

    const apply = () => guarded(async () => {
      await put(`/prices/${encodeURIComponent(state.pattern)}`, tidy(state.draft), { etag: props.prices.etag });
      say(t("prices.saved", { name: state.pattern }));
      emit("done");
      emit("close");
    });

    const title = () => (props.pattern === null ? t("prices.add") : t("prices.of", { name: props.pattern }));
    return () => h(Dialog, { title: title(), kind: "wide", onClose: () => emit("close"), guard: () => !unsaved() || window.confirm(t("form.unsaved")) }, {
      default: () => shown(file, (read) => [trouble(state.problem), state.plan ? planView(state.plan) : form(schemaOf(read))]),
      foot: () => (state.plan
        ? [button(t("back"), { onClick: () => { state.plan = null; } }), button(t("settings.apply"), { primary: true, busy: state.busy, onClick: apply })]
        : [button(t("cancel"), { onClick: () => emit("close") }),
          button(t("settings.review"), { type: "submit", form: "price-form", primary: true, busy: state.busy, disabled: !unsaved() || undefined })]),
    });

    function form(schema) {
      const problems = { ...(state.tried ? problemsOf(schema, state.draft) : {}) };
      return h("form.stack", { id: "price-form", novalidate: true, onSubmit: (event) => { event.preventDefault(); review(); } },
        props.pattern === null && patternField(),
        h("p.small.soft", t(`prices.unit.${props.prices.unit}`)),
        h(Form, { schema, value: state.draft, problems }));
    }

    function patternField() {
      const problem = known() ? t("prices.known") : state.tried && state.pattern === "" ? t("form.required") : "";
      return h(".field", h("label", { for: "price-pattern" }, t("prices.pattern")),
        h("input.input.mono", { id: "price-pattern", value: state.pattern, spellcheck: "false", autocomplete: "off", "aria-describedby": "price-pattern-hint",
          "aria-invalid": problem ? "true" : undefined, onInput: (event) => { state.pattern = event.target.value.trim(); } }),
        h("p.hint", { id: "price-pattern-hint", "aria-live": "polite" }, t("prices.pattern.hint"), state.pattern && ` ${catches()}`),
        problem && h("p.problem", { role: "alert" }, problem));
    }

    /** A new pattern stands behind the others: an earlier one may take its models first. */
    function catches() {
      const patterns = [...Object.keys(props.prices.prices).filter((each) => each !== state.pattern), state.pattern];
      const caught = props.seen.filter((each) => patternFor(patterns, each) === state.pattern);
      if (caught.length > 0) return t("prices.catches", { names: caught.join(", ") });
      const first = props.seen.find((each) => patternFor([state.pattern], each));
      return first ? t("prices.shadowed", { name: first, pattern: patternFor(patterns, first) }) : t("prices.catches.none");
    }
  },
};
