import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { del, get, put, session } from "../api.js";
import { entrySchema } from "../files.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { copyOf, mergePatch, tidy } from "../patch.js";
import { problemsOf } from "../schema.js";
import { button, shown, trouble } from "./basic.js";
import { confirm, Dialog } from "./dialog.js";
import { Form } from "./form.js";
import { say } from "./toast.js";

/**
 * Makes or changes one entry of a file's list, with a form made from the file's schema: {file, path, id ("new" makes one), blank,
 * first (keys shown at once), hidden, create (sends a new entry), aliases (the API's names of fields)}. Emits done when the file
 * has changed, made(answer, entry) for a new entry.
 */
export const EntryEditor = {
  props: ["file", "path", "id", "blank", "first", "hidden", "create", "aliases"],
  emits: ["done", "made", "close"],
  setup(props, { emit }) {
    const fresh = props.id === "new";
    const own = `${props.path}/${encodeURIComponent(props.id)}`;
    const state = reactive({ draft: null, busy: false, problem: null, tried: false });
    const read = load(async () => {
      const [schema, entry] = await Promise.all([entrySchema(props.file), fresh ? null : get(own)]);
      const before = fresh ? props.blank : entry.config;
      state.draft = copyOf(before);
      return { schema, before, etag: entry?.etag };
    });
    const change = () => mergePatch(read.data.before, tidy(state.draft));
    const unsaved = () => state.draft !== null && change() !== null;

    async function submit() {
      state.tried = true;
      if (Object.keys(problemsOf(read.data.schema, state.draft)).length > 0) return;
      Object.assign(state, { busy: true, problem: null });
      try {
        if (fresh) {
          const entry = tidy(state.draft);
          emit("made", await props.create(entry), entry);
        } else {
          await put(own, { config: change() ?? {} }, { etag: read.data.etag });
          say(t("saved"));
        }
        emit("done");
        emit("close");
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    const remove = () => confirm({ title: t(`${props.file}.remove`, { name: props.id }), words: t(`${props.file}.remove.words`), yes: t("remove"), danger: true,
      act: async () => {
        await del(own);
        emit("done");
        emit("close");
      } });

    function form({ schema }) {
      const found = problemsOf(schema, state.draft);
      const problems = { ...(state.tried || !fresh ? found : filled(found, state.draft)), ...fieldsOf(state.problem, props.aliases) };
      const first = fresh ? props.first : props.first.filter((each) => each !== "id");
      const hiddenProblem = Object.keys(problems).some((each) => !props.first.includes(each.split("/")[1]));
      return h("form.stack", { id: "entry-form", novalidate: true, onSubmit: (event) => { event.preventDefault(); submit(); } },
        trouble(state.problem),
        h(Form, { schema, value: state.draft, problems, only: first }),
        h("details.more", { open: hiddenProblem || undefined },
          h("summary", t("form.more")), h(Form, { schema, value: state.draft, problems, skip: [...props.first, ...(props.hidden ?? [])] })));
    }

    return () => h(Dialog, { title: fresh ? t(`${props.file}.add`) : props.id, kind: "side", onClose: () => emit("close"), guard: () => !unsaved() || window.confirm(t("form.unsaved")) }, {
      default: () => shown(read, form),
      foot: () => [!fresh && !session.readOnly && h(".grow", button(t("remove"), { danger: true, quiet: true, icon: "trash", onClick: remove })),
        button(t("cancel"), { onClick: () => emit("close") }),
        !session.readOnly && button(t(fresh ? `${props.file}.add` : "save"), { primary: true, type: "submit", form: "entry-form", busy: state.busy })],
    });
  },
};

/** Nobody is told that a field is empty before they tried to save. */
const filled = (found, draft) => Object.fromEntries(Object.entries(found).filter(([pointer]) => draft[pointer.slice(1)] !== "" && draft[pointer.slice(1)] !== undefined));

/** What the gateway says of fields, whether it points into the file or into the request. */
const fieldsOf = (problem, aliases = {}) => Object.fromEntries(Object.entries(problem?.fields ?? {}).map(([pointer, text]) => {
  const inner = pointer.replace(/^\/\w+\/\d+(?=\/)/, "").replace(/^\/?config(?=\/)/, "");
  return [aliases[inner.replace("/", "")] ?? (inner.startsWith("/") ? inner : `/${inner}`), text];
}));
