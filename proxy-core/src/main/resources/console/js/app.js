import { defineAsyncComponent, nextTick, reactive, watch } from "../lib/vue.js";
import { h } from "./h.js";
import { logOut, session, whoAmI } from "./api.js";
import { LANGUAGES, language, speak, t } from "./i18n.js";
import { live, want } from "./live.js";
import { link, route } from "./route.js";
import { isDark, wear } from "./theme.js";
import { button, dot, trouble } from "./parts/basic.js";
import { Question } from "./parts/dialog.js";
import { emblem, icon } from "./parts/icon.js";
import { Toasts } from "./parts/toast.js";
import { Login } from "./pages/login.js";

const page = (read) => defineAsyncComponent(read);

/** The pages in the order of the rail, and who sees them. */
const PAGES = [
  { name: "overview", tenant: true, view: page(() => import("./pages/overview.js")) },
  { name: "usage", tenant: true, view: page(() => import("./pages/usage.js")) },
  { name: "requests", tenant: true, view: page(() => import("./pages/requests.js")) },
  { name: "upstreams", view: page(() => import("./pages/upstreams.js")) },
  { name: "tenants", view: page(() => import("./pages/tenants.js")) },
  { name: "prices", view: page(() => import("./pages/prices.js")) },
  { name: "agents", view: page(() => import("./pages/agents.js")) },
  { name: "settings", view: page(() => import("./pages/settings.js")) },
  { name: "logs", view: page(() => import("./pages/logs.js")) },
];

export const App = {
  setup() {
    const state = reactive({ menu: false, problem: null });
    const begin = () => whoAmI().then(() => { state.problem = null; }, (problem) => { state.problem = problem; });
    begin();

    const visible = () => PAGES.filter((each) => session.role === "admin" || each.tenant);
    const current = () => visible().find((each) => each.name === route.name) ?? PAGES[0];

    watch(() => session.role, (role) => want(role !== null));
    watch(() => [current().name, language.value, session.role], () => {
      document.title = session.role ? `${t(`nav.${current().name}`)} · CCGate` : "CCGate";
    }, { immediate: true });
    watch(() => route.name, async () => {
      state.menu = false;
      await nextTick();
      window.scrollTo(0, 0);
      document.getElementById("main")?.focus({ preventScroll: true });
    });

    return () => {
      if (!session.known) return h(".door", state.problem ? h(".door-card", trouble(state.problem, begin)) : null);
      if (!session.role) return [h(Login, null, tools()), h(Toasts)];
      const now = current();
      return [
        h(".shell",
          h("a.skip", { href: "#main", onClick: (event) => { event.preventDefault(); document.getElementById("main").focus(); } }, t("skip")),
          h("header.topbar",
            button("", { icon: "menu", quiet: true, label: t("menu"), "aria-expanded": String(state.menu), onClick: () => turnMenu(true) }),
            h("a.brand", { href: "#/overview" }, emblem(), "CCGate"), pulse()),
          state.menu && h("button.scrim", { type: "button", tabindex: -1, "aria-label": t("close"), onClick: () => turnMenu(false) }),
          rail(now),
          h("main.main", { id: "main", tabindex: -1, inert: state.menu || undefined }, h(now.view, { key: now.name, class: "page" }))),
        h(Question), h(Toasts),
      ];
    };

    /** On a phone the rail lies over the page: the focus goes into it and comes back. */
    async function turnMenu(open) {
      state.menu = open;
      await nextTick();
      document.querySelector(open ? ".rail a[aria-current]" : ".topbar button").focus();
    }

    function rail(now) {
      return h("nav.rail", { class: { open: state.menu }, "aria-label": t("nav"), onKeydown: (event) => { if (event.key === "Escape" && state.menu) turnMenu(false); } },
        h("a.brand", { href: "#/overview" }, emblem(), "CCGate"),
        h("ul", visible().map((each) =>
          h("li", { key: each.name }, h("a", { href: link(each.name), "aria-current": each === now ? "page" : undefined, onClick: () => { state.menu = false; } },
            icon(each.name), t(`nav.${each.name}`))))),
        h(".rail-foot",
          pulse(),
          h(".who", h("span.cut.grow", { title: session.name }, session.name), session.readOnly && h("span.chip", t("read.only")),
            button("", { icon: "out", quiet: true, small: true, label: t("logout"), onClick: () => logOut() })),
          tools()));
    }
  },
};

/** Whether what is shown is fresh. */
const pulse = () => h("span.pulse", { role: "status" }, dot(live.open ? "live" : "warn"), t(live.open ? "live.on" : "live.off"));

/** Language and theme. */
const tools = () => h(".rail-tools",
  LANGUAGES.filter(([code]) => code !== language.value).map(([code, name]) =>
    h("button.btn.quiet.small", { key: code, type: "button", lang: code, onClick: () => speak(code) }, icon("globe"), name)),
  button("", { icon: isDark() ? "sun" : "moon", quiet: true, small: true, label: t(isDark() ? "theme.light" : "theme.dark"), onClick: () => wear(isDark() ? "light" : "dark") }));
