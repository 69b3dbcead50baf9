import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { put } from "../api.js";
import { t } from "../i18n.js";
import { button, segments, trouble } from "../parts/basic.js";
import { Dialog } from "../parts/dialog.js";
import { say } from "../parts/toast.js";

const RATES = ["input", "output"];

/** What becomes of models without a price: free, refused, or at prices of their own. {prices}. Emits done and close. */
export const UnknownModels = {
  props: ["prices"],
  emits: ["done", "close"],
  setup(props, { emit }) {
    const now = props.prices.unknown_model;
    const priced = typeof now === "object" ? now : {};
    const state = reactive({ kind: typeof now === "object" ? "priced" : now, input: priced.input ?? "", output: priced.output ?? "", busy: false, problem: null });
    const value = () => (state.kind === "priced" ? { ...priced, input: Number(state.input), output: Number(state.output) } : state.kind);

    async function submit(event) {
      event.preventDefault();
      if (!event.target.reportValidity()) return;
      Object.assign(state, { busy: true, problem: null });
      try {
        await put("/prices", { unknown_model: value() }, { etag: props.prices.etag });
        say(t("saved"));
        emit("done");
        emit("close");
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    return () => h(Dialog, { title: t("prices.unknown"), onClose: () => emit("close") }, {
      default: () => h("form.stack", { id: "unknown-form", onSubmit: submit },
        trouble(state.problem),
        segments(t("prices.unknown"), ["free", "refuse", "priced"].map((each) => [each, t(`prices.unknown.${each}`)]), state.kind, (kind) => { state.kind = kind; }),
        h("p.soft", t(`prices.unknown.${state.kind}.words`)),
        state.kind === "priced" && h(".fields", RATES.map((each) => h(".field", { key: each }, h("label", { for: `unknown-${each}` }, t(`tokens.${each}`)),
          h("input.input", { id: `unknown-${each}`, type: "number", min: 0, step: "any", required: true, inputmode: "decimal", value: state[each], onInput: (event) => { state[each] = event.target.value; } }))))),
      foot: () => [button(t("cancel"), { onClick: () => emit("close") }),
        button(t("save"), { type: "submit", form: "unknown-form", primary: true, busy: state.busy })],
    });
  },
};
