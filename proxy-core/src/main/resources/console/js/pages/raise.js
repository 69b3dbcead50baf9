import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { del, put } from "../api.js";
import { t } from "../i18n.js";
import { button, trouble } from "../parts/basic.js";
import { Dialog } from "../parts/dialog.js";
import { say } from "../parts/toast.js";
import { limitsOf } from "./limit-words.js";

const DAY_MS = 86_400_000;

/** Other limits for a tenant until a moment; then the usual ones hold again by themselves. */
export const RaiseDialog = {
  props: ["tenant"],
  emits: ["done", "close"],
  setup(props, { emit }) {
    const path = `/tenants/${encodeURIComponent(props.tenant.id)}/raise`;
    const raised = props.tenant.config?.limits?.raise;
    const limits = limitsOf(props.tenant);
    const state = reactive({ until: local(raised ? new Date(raised.until) : new Date(Date.now() + DAY_MS)), values: {}, busy: false, problem: null });

    async function send(act, words) {
      Object.assign(state, { busy: true, problem: null });
      try {
        await act();
        say(t(words));
        emit("done");
        emit("close");
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    /** What was raised before stays as it is unless it is typed anew. */
    function body() {
      const { until, ...before } = raised ?? {};
      const all = JSON.parse(JSON.stringify(before));
      for (const { key, path: steps } of limits) {
        const value = Number(state.values[key]);
        if (state.values[key] === undefined || state.values[key] === "" || Number.isNaN(value)) continue;
        const last = steps.slice(0, -1).reduce((node, step) => (node[step] ??= {}), all);
        last[steps.at(-1)] = value;
      }
      return { ...all, until: new Date(state.until).toISOString() };
    }

    const submit = (event) => {
      event.preventDefault();
      if (event.target.reportValidity()) send(() => put(path, body()), "raise.done");
    };

    return () => h(Dialog, { title: t("raise.title", { name: props.tenant.name || props.tenant.id }), onClose: () => emit("close") }, {
      default: () => h("form.stack", { id: "raise-form", onSubmit: submit },
        h("p.soft", t("raise.words")),
        trouble(state.problem),
        h(".field", h("label", { for: "raise-until" }, t("raise.until")),
          h("input.input", { id: "raise-until", type: "datetime-local", required: true, min: local(new Date()), value: state.until, onInput: (event) => { state.until = event.target.value; } })),
        h(".fields", limits.map((each, index) => h(".field", { key: each.key }, h("label", { for: `raise-${index}` }, each.name),
          h("input.input", { id: `raise-${index}`, type: "number", min: 0, step: "any", inputmode: "decimal", placeholder: String(each.limit), value: state.values[each.key] ?? "",
            onInput: (event) => { state.values[each.key] = event.target.value; } }))))),
      foot: () => [raised && h(".grow", button(t("raise.end"), { quiet: true, busy: state.busy, onClick: () => send(() => del(path), "raise.ended") })),
        button(t("cancel"), { onClick: () => emit("close") }),
        button(t("raise.go"), { primary: true, type: "submit", form: "raise-form", busy: state.busy })],
    });
  },
};

/** As a field for local time wants it: 2026-01-31T14:05. */
const local = (at) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
