// The gateway from outside: requests as clients send them, and its files.
import { readFile } from "node:fs/promises";
import { url } from "./browser.mjs";

const PATIENCE_MS = 8000;

export async function ask(text, { key = process.env.CCGATE_KEY, model = "claude-sonnet-4-5", stream = true } = {}) {
  const answer = await fetch(`${url}/v1/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "anthropic-version": "2023-06-01", "content-type": "application/json", "user-agent": "claude-cli/2.0.31 (external, cli)" },
    body: JSON.stringify({ model, max_tokens: 256, stream, messages: [{ role: "user", content: text }] }),
  });
  return { status: answer.status, body: await answer.text() };
}

export const file = async (name) => JSON.parse(await readFile(`${process.env.CCGATE_CONFIG}/${name}.json`, "utf8"));

/** Waits until something is so. */
export async function until(what, test) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    if (await test()) return;
    if (Date.now() > end) throw new Error(`not so after ${PATIENCE_MS} ms: ${what}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

export function same(what, actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${what}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}
