import { onUnmounted, reactive } from "../lib/vue.js";

/** Where the person is: #/requests/abc?model=x is name "requests", id "abc", query {model: "x"}. */
export const route = reactive({ name: "", id: null, query: {} });

let stands = "";
let mayLeave = () => true;

/** While the calling component stands, `ask` says whether the person may go elsewhere: with something unsaved, they are asked. */
export function guard(ask) {
  const warn = (event) => ask({ closing: true }) || event.preventDefault();
  mayLeave = ask;
  window.addEventListener("beforeunload", warn);
  onUnmounted(() => {
    mayLeave = () => true;
    window.removeEventListener("beforeunload", warn);
  });
}

export function follow() {
  window.addEventListener("hashchange", read);
  read();
}

export const link = (name, id, query) =>
  `#/${name}${id ? "/" + encodeURIComponent(id) : ""}${query && Object.keys(query).length > 0 ? "?" + new URLSearchParams(query) : ""}`;

export function go(name, id, query) {
  location.hash = link(name, id, query);
}

/** Changes the address without a new step in the history: filters, for instance. */
export function replace(name, id, query) {
  history.replaceState(null, "", link(name, id, query));
  read();
}

function read() {
  if (location.hash !== stands && !mayLeave({ closing: false })) {
    history.replaceState(null, "", stands);
    return;
  }
  stands = location.hash;
  const [path, search] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/");
  route.name = name || "overview";
  route.id = id ? decodeURIComponent(id) : null;
  route.query = Object.fromEntries(new URLSearchParams(search || ""));
}
