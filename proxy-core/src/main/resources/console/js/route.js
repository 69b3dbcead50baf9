import { reactive } from "../lib/vue.js";

/** Where the person is: #/requests/abc?model=x is name "requests", id "abc", query {model: "x"}. */
export const route = reactive({ name: "", id: null, query: {} });

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
  const [path, search] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, id] = path.split("/");
  route.name = name || "overview";
  route.id = id ? decodeURIComponent(id) : null;
  route.query = Object.fromEntries(new URLSearchParams(search || ""));
}
