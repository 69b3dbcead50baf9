import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { get, post, put, del, session } from "../api.js";
import { t } from "../i18n.js";
import { load } from "../load.js";
import { entrySchema, readFile, saveEntry } from "../files.js";
import { problemsOf } from "../schema.js";
import { button, shown, trouble } from "../parts/basic.js";
import { confirm, Dialog } from "../parts/dialog.js";
import { Form } from "../parts/form.js";
import { say } from "../parts/toast.js";

const FIRST = ["id", "name", "enabled", "allowedModels", "limits"];
const HIDDEN = ["key", "keys", "createdAt", "updatedAt"];

/** Makes or changes a tenant. A new one gets a key, which is shown this once. Emits done, and key(tenant, key). */
export const TenantEditor = {
  props: ["id"],
  emits: ["done", "key", "close"],
  setup(props, { emit }) {
    const fresh = props.id === "new";
    const state = reactive({ draft: null, before: "", busy: false, problem: null, tried: false });
    const read = load(async () => {
      const file = await readFile("tenants");
      const own = fresh ? { id: "", name: "", allowedModels: ["*"] } : file.json.tenants.find((each) => each.id === props.id);
      state.draft = own ? structuredClone(own) : null;
      state.before = JSON.stringify(state.draft);
      return file;
    });
    const dirty = () => JSON.stringify(state.draft) !== state.before;

    async function submit() {
      state.tried = true;
      if (Object.keys(problemsOf(entrySchema(read.data.schema, "tenants"), state.draft)).length > 0) return;
      state.busy = true;
      state.problem = null;
      try {
        if (fresh) {
          const made = await post("/tenants", state.draft, { etag: read.data.etag });
          emit("done");
          emit("close");
          emit("key", state.draft, made.key);
        } else {
          await saveEntry("tenants", props.id, state.draft, read.data);
          say(t("saved"));
          emit("done");
          emit("close");
        }
      } catch (problem) {
        state.problem = problem;
      }
      state.busy = false;
    }

    const remove = () => confirm({ title: t("tenants.remove", { name: props.id }), words: t("tenants.remove.words"), yes: t("remove"), danger: true,
      act: async () => {
        await saveEntry("tenants", props.id, null, read.data);
        emit("done");
        emit("close");
      } });

    return () => h(Dialog, { title: fresh ? t("tenants.add") : props.id, kind: "side", onClose: () => emit("close"), guard: () => !dirty() || window.confirm(t("form.unsaved")) }, {
      default: () => shown(read, ({ schema }) => {
        if (!state.draft) return h("p.soft", t("tenants.gone"));
        const own = entrySchema(schema, "tenants");
        const found = problemsOf(own, state.draft);
        const problems = { ...(state.tried || !fresh ? found : {}), ...state.problem?.fields };
        return h("form.stack", { id: "tenant-form", onSubmit: (event) => { event.preventDefault(); submit(); } },
          trouble(state.problem),
          fresh && h("p.soft", t("tenants.add.words")),
          h(Form, { schema: own, value: state.draft, problems, only: FIRST }),
          h("details.more", h("summary", t("form.more")), h(Form, { schema: own, value: state.draft, problems, skip: [...FIRST, ...HIDDEN] })));
      }),
      foot: () => [!fresh && !session.readOnly && h(".grow", button(t("remove"), { danger: true, quiet: true, icon: "trash", onClick: remove })),
        button(t("cancel"), { onClick: () => emit("close") }),
        !session.readOnly && button(t(fresh ? "tenants.add" : "save"), { primary: true, type: "submit", form: "tenant-form", busy: state.busy })],
    });
  },
};
