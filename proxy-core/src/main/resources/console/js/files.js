import { get, post, put, query } from "./api.js";
import { plain } from "./schema.js";

/** The files a gateway is configured with, in the order a person meets them. */
export const FILES = ["server", "upstreams", "tenants", "pricing", "agents", "models"];

/** One file: {name, json, schema, etag}. Secrets in it are masked; a masked value sent back stays what it is. */
export async function readFile(name) {
  const [file, schema] = await Promise.all([get(`/config/${name}`), get(`/config/${name}/schema`)]);
  return { name, json: file.content ?? {}, problems: problemMap(file.findings), etag: file.etag ?? null, schema };
}

/** What the change would do: {changes, findings, text}. Nothing is written. */
export const planFile = (name, json, read) => post(`/config/${name}/plan`, { content: json }, { etag: read.etag });

/** Writes the change, comments and order kept, and puts it in force. */
export const applyFile = (name, json, read) => put(`/config/${name}`, { content: json }, { etag: read.etag });

/** Puts one entry of a list (upstreams, tenants) in place of the one with that id; no id adds it, no entry takes it away. */
export function saveEntry(name, id, entry, read) {
  const list = read.json[name] ?? [];
  const at = list.findIndex((each) => each.id === id);
  const next = id === null ? [...list, entry] : entry === null ? list.filter((_, index) => index !== at) : list.map((each, index) => (index === at ? entry : each));
  return applyFile(name, { ...read.json, [name]: next }, read);
}

/** What an entry of a file's list may hold. */
export const entrySchema = (schema, name) => plain(schema.properties[name].items);

export const history = async () => (await get("/config/history")).versions ?? [];

export const rollBack = (version) => post("/config/rollback" + query({}), { version });

const problemMap = (findings) => Object.fromEntries((findings ?? []).map((each) => [each.pointer, [each.problem, each.remedy].filter(Boolean).join(": ")]));
