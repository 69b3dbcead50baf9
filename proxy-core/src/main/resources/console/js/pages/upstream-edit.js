import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { session } from "../api.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { entrySchema, readFile, saveEntry } from "../files.js";
import { problemsOf } from "../schema.js";
import { button, shown, trouble } from "../parts/basic.js";
import { confirm, Dialog } from "../parts/dialog.js";
import { Form } from "../parts/form.js";
import { say } from "../parts/toast.js";

const FIRST = ["id", "name", "url", "key", "protocol", "auth", "weight", "enabled"];

/** Makes or changes an upstream. Emits done when the files have changed. */
export const UpstreamEditor = {
  props: ["id"],
  emits: ["done", "close"],
  setup(props, { emit }) {
    const fresh = props.id === "new";
    const state = reactive({ draft: null, before: "", busy: false, problem: null, tried: false });
    const read = load(async () => {
      const file = await readFile("upstreams");
      const own = fresh ? { id: "", url: "", key: "" } : file.json.upstreams.find((each) => each.id === props.id);
      state.draft = own ? structuredClone(own) : null;
      state.before = JSON.stringify(state.draft);
      return file;
    });
    const dirty = () => JSON.stringify(state.draft) !== state.before;

    async function submit() {
      state.tried = true;
      const schema = entrySchema(read.data.schema, "upstreams");
      if (Object.keys(problemsOf(schema, state.draft)).length > 0) return;
      await change(state.draft, t(fresh ? "upstreams.added" : "saved"));
    }

    async function change(entry, words) {
      state.busy = true;
      state.problem = null;
      try {
        await saveEntry("upstreams", fresh ? null : props.id, entry, read.data);
        say(words);
        emit("done");
        emit("close");
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    const remove = () => confirm({ title: t("upstreams.remove", { name: props.id }), words: t("upstreams.remove.words"), yes: t("remove"), danger: true,
      act: async () => {
        await saveEntry("upstreams", props.id, null, read.data);
        emit("done");
        emit("close");
      } });

    return () => h(Dialog, { title: fresh ? t("upstreams.add") : props.id, kind: "side", onClose: () => emit("close"), guard: () => !dirty() || window.confirm(t("form.unsaved")) }, {
      default: () => shown(read, ({ schema }) => {
        if (!state.draft) return h("p.soft", t("upstreams.gone"));
        const own = entrySchema(schema, "upstreams");
        const found = problemsOf(own, state.draft);
        const problems = { ...(state.tried || !fresh ? found : filled(found, state.draft)), ...state.problem?.fields };
        return h("form.stack", { id: "upstream-form", onSubmit: (event) => { event.preventDefault(); submit(); } },
          trouble(state.problem),
          h(Form, { schema: own, value: state.draft, problems, only: FIRST, masked: (path) => (path[0] === "key" && !fresh ? t("form.kept") : "") }),
          h("details.more", { open: Object.keys(problems).some((each) => !FIRST.includes(each.split("/")[1])) || undefined },
            h("summary", t("form.more")), h(Form, { schema: own, value: state.draft, problems, skip: FIRST })));
      }),
      foot: () => [!fresh && !session.readOnly && h(".grow", button(t("remove"), { danger: true, quiet: true, icon: "trash", onClick: remove })),
        button(t("cancel"), { onClick: () => emit("close") }),
        !session.readOnly && button(t(fresh ? "upstreams.add" : "save"), { primary: true, type: "submit", form: "upstream-form", busy: state.busy })],
    });
  },
};

/** Nobody is told that a field is empty before they tried to save. */
const filled = (found, draft) => Object.fromEntries(Object.entries(found).filter(([pointer]) => draft[pointer.slice(1)] !== "" && draft[pointer.slice(1)] !== undefined));
