import { reactive } from "../lib/vue.js";

const ROOT = "/admin/v1";
const TIME_LIMIT_MS = 30_000;

/** Who is logged in. role: "admin", "tenant", or null before the first answer and after logging out. */
export const session = reactive({ known: false, role: null, name: "", tenant: null, readOnly: false, csrf: null, passwordLogin: true });

/** An answer that is not 2xx, in words a person can act on. `fields` maps a JSON pointer to what is wrong there. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.message || body.error?.message || body.error || body.title || `HTTP ${status}`);
    this.status = status;
    this.remedy = body.remedy || null;
    this.fields = {};
    for (const each of body.findings || body.problems || []) {
      this.fields[each.pointer ?? each.field ?? ""] = [each.problem ?? each.message, each.remedy].filter(Boolean).join(": ");
    }
    if (body.field && !(body.field in this.fields)) this.fields[body.field] = [this.message, this.remedy].filter(Boolean).join(": ");
    this.retryAfter = retryAfter;
    this.body = body;
  }
}

/**
 * Calls the admin API. Returns the parsed body, null for an empty one; throws a Problem.
 * `etag`: what was read, so that a change made meanwhile is not overwritten.
 */
export async function call(method, path, body, { etag, signal, raw } = {}) {
  const headers = { accept: raw ? "*/*" : "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (method !== "GET" && session.csrf) headers["x-csrf-token"] = session.csrf;
  if (etag) headers["if-match"] = etag;
  let answer;
  try {
    answer = await fetch(ROOT + path, {
      method, headers, credentials: "same-origin", cache: "no-store",
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ?? AbortSignal.timeout(TIME_LIMIT_MS),
    });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem(0, { title: failure.name === "TimeoutError" ? "timeout" : "unreachable" });
  }
  if (raw && answer.ok) return answer.text();
  const text = await answer.text();
  const parsed = parse(text);
  if (!answer.ok) {
    if (answer.status === 401 && session.role && path !== "/session") forget();
    throw new Problem(answer.status, parsed ?? {}, Number(answer.headers.get("retry-after")) || null);
  }
  if (parsed && typeof parsed === "object" && answer.headers.get("etag")) {
    Object.defineProperty(parsed, "etag", { value: answer.headers.get("etag") });
  }
  return parsed;
}

export const get = (path, options) => call("GET", path, undefined, options);
export const post = (path, body, options) => call("POST", path, body ?? {}, options);
export const put = (path, body, options) => call("PUT", path, body, options);
export const del = (path, body, options) => call("DELETE", path, body, options);

/** A query string of what is set: query({a: 1, b: ""}) is "?a=1". */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return set.length === 0 ? "" : "?" + new URLSearchParams(set);
}

export async function whoAmI() {
  enter(await get("/session"));
  session.known = true;
}

export async function logIn(credentials) {
  enter(await post("/session", credentials));
}

export async function logOut() {
  try {
    await del("/session");
  } finally {
    forget();
  }
}

function enter(answer) {
  session.role = answer.kind === "nobody" ? null : answer.kind;
  session.tenant = answer.kind === "tenant" ? answer.name : null;
  session.readOnly = answer.role === "read";
  session.name = answer.name ?? "";
  session.csrf = answer.csrf_token ?? null;
  session.passwordLogin = answer.password_login ?? true;
}

function forget() {
  session.role = null;
  session.tenant = null;
  session.csrf = null;
}

function parse(text) {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return { title: text.slice(0, 300) };
  }
}
