import { onMounted, onUnmounted, reactive, ref } from "../../lib/vue.js";
import { h } from "../h.js";
import { t } from "../i18n.js";
import { button, told } from "./basic.js";
import { icon } from "./icon.js";

/**
 * A window over the page: {title, kind: "side" | "wide", onClose, guard}. The browser keeps the focus inside; afterwards it is
 * where it was before. `guard` says whether it may be closed. Slots: default and foot.
 */
export const Dialog = {
  props: ["title", "kind", "guard"],
  emits: ["close"],
  setup(props, { emit, slots }) {
    const element = ref(null);
    const close = () => (props.guard?.() ?? true) && emit("close");
    const opener = document.activeElement;
    onMounted(() => element.value.showModal());
    onUnmounted(() => (opener?.isConnected && opener !== document.body ? opener : document.getElementById("main"))?.focus({ preventScroll: true }));
    return () =>
      h("dialog", {
        ref: element, class: props.kind, "aria-label": props.title,
        onCancel: (event) => { if (event.target === element.value) { event.preventDefault(); close(); } },
        onMousedown: (event) => event.target === element.value && outside(element.value, event) && close(),
      },
      h(".dialog-head", h("h2", props.title),
        h("button.btn.quiet.icon.small", { type: "button", "aria-label": t("close"), onClick: close }, icon("close"))),
      h(".dialog-body", { tabindex: -1, autofocus: true }, slots.default?.()),
      slots.foot && h(".dialog-foot", slots.foot()));
  },
};

function outside(element, event) {
  const box = element.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

const question = reactive({ open: null });

/** Asks before something that cannot be taken back. Resolves to whether the person agreed. `act` runs before it closes. */
export const confirm = ({ title, words, yes, danger, act }) =>
  new Promise((answer) => {
    question.open = { title, words, yes, danger, act, answer, busy: false, problem: null };
  });

export const Question = {
  setup() {
    async function done(agreed) {
      const asked = question.open;
      if (agreed && asked.act) {
        asked.busy = true;
        try {
          await asked.act();
        } catch (problem) {
          Object.assign(asked, { busy: false, problem });
          return;
        }
      }
      question.open = null;
      asked.answer(agreed);
    }
    return () => question.open && h(Dialog, { title: question.open.title, onClose: () => done(false) },
      h("p.soft", question.open.words),
      question.open.problem && h("p.bad", { role: "alert" }, told(question.open.problem)),
      h(".row.wrap", { class: "apart" }, h("span"), h(".row.tight",
        button(t("cancel"), { onClick: () => done(false) }),
        button(question.open.yes, { primary: !question.open.danger, danger: question.open.danger, busy: question.open.busy, onClick: () => done(true) }))));
  },
};
