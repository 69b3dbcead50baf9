import { call, get, post } from "./api.js";
import { mergePatch, tidy } from "./patch.js";
import { plain } from "./schema.js";

/** The files a gateway is configured with, in the order a person meets them. */
export const FILES = ["server", "upstreams", "tenants", "pricing", "agents", "models"];

const schemas = new Map();

/** What a file may hold. It does not change while the gateway runs. */
export async function schemaOf(name) {
  if (!schemas.has(name)) schemas.set(name, await get(`/config/files/${name}/schema`));
  return schemas.get(name);
}

/** What an entry of a file's list may hold. */
export const entrySchema = async (name) => plain((await schemaOf(name)).properties[name].items);

/** One file: {name, present, json, schema, etag}. Secrets in it are masked; a masked value that is sent back stays what it is. */
export async function readFile(name) {
  const [file, schema] = await Promise.all([get(`/config/files/${name}`), schemaOf(name)]);
  return { name, present: file.present, json: file.content, etag: file.etag ?? null, schema };
}

/** What the change would do: {changes, warnings, diff}. Nothing is written. */
export async function planFile(file, json) {
  const plan = await change(file, json, "?dry_run=true");
  // What is to say of other files was so before.
  return { ...plan, warnings: plan.warnings.filter((each) => each.file.replace(/\.\w+$/, "") === file.name) };
}

/** Writes the change, comments and order kept, and puts it in force. */
export const applyFile = (file, json) => change(file, json, "");

const change = (file, json, query) =>
  call("PATCH", `/config/files/${file.name}${query}`, mergePatch(file.json, tidy(json)) ?? {}, { etag: file.etag });

/** Everything as it was in an earlier version, as a new one. */
export const rollBack = async (number) => post("/config/rollback", { version: number }, { etag: (await get("/config")).etag });
