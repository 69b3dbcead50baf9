import { reactive } from "../../lib/vue.js";
import { h } from "../h.js";
import { logIn, session } from "../api.js";
import { t } from "../i18n.js";
import { button, segments, told } from "../parts/basic.js";
import { emblem } from "../parts/icon.js";

/** The door: an administrator with a password, or a tenant with a key. */
export const Login = {
  setup(_, { slots }) {
    const state = reactive({ as: session.passwordLogin ? "admin" : "tenant", username: "", password: "", key: "", busy: false, problem: "" });

    async function submit(event) {
      event.preventDefault();
      if (state.busy) return;
      state.busy = true;
      state.problem = "";
      try {
        await logIn(state.as === "admin" ? { username: state.username, password: state.password } : { key: state.key.trim() });
      } catch (problem) {
        state.problem = problem.status === 429 ? t("login.wait", { seconds: problem.retryAfter ?? 1 })
          : problem.status === 401 ? t(state.as === "admin" ? "login.wrong" : "login.wrong.key") : told(problem);
      }
      state.busy = false;
    }

    const input = (name, type, autocomplete) => h(".field",
      h("label", { for: `login-${name}` }, t(`login.${name}`)),
      h("input.input", { id: `login-${name}`, type, autocomplete, required: true, spellcheck: "false", autocapitalize: "none", value: state[name],
        "aria-invalid": state.problem ? "true" : undefined, "aria-describedby": state.problem ? "login-problem" : undefined,
        onInput: (event) => { state[name] = event.target.value; } }));

    return () => h("main.door", h(".door-card",
      h("span.brand", emblem(), "CCGate"),
      h("div", h("h1", t("login.title")), h("p.soft", t(`login.words.${state.as}`))),
      h("form", { onSubmit: submit, "aria-label": t("login.title") },
        segments(t("login.as"), [["admin", t("login.as.admin")], ["tenant", t("login.as.tenant")]], state.as, (as) => { state.as = as; state.problem = ""; }),
        state.as === "admin" && !session.passwordLogin && h("p.hint.soft", t("login.none")),
        state.as === "admin" ? [input("username", "text", "username"), input("password", "password", "current-password")] : input("key", "password", "off"),
        h("p.problem.bad.small", { id: "login-problem", role: "alert" }, state.problem),
        button(t("login.go"), { type: "submit", primary: true, busy: state.busy })),
      h(".door-tools", slots.default?.())));
  },
};
