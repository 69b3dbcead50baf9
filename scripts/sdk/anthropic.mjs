import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import { call, end, key, place, prove, refused, result, upstream, url } from "./proof.mjs";

const client = new Anthropic({ baseURL: `${url}/anthropic`, apiKey: key, maxRetries: 0 });
const ask = (content, more = {}) =>
  ({ model: "claude-sonnet-4-6", max_tokens: 2000, messages: [{ role: "user", content }], ...more });
const text = (message) => message.content.filter((block) => block.type === "text").map((block) => block.text).join("");
const tools = [{ name: "weather", input_schema: place }];

await prove(`@anthropic-ai/sdk streams from ${upstream}`, async () => {
  const body = await client.messages.create(ask("hello"));
  const stream = client.messages.stream(ask("hello"));
  let seen = "";
  stream.on("text", (delta) => (seen += delta));
  const message = await stream.finalMessage();
  assert.match(text(body), /hello/);
  assert.equal(text(message), text(body));
  assert.equal(seen, text(body));
  assert.equal(message.model, "claude-sonnet-4-6");
  assert.equal(message.stop_reason, "end_turn");
  assert.ok(message.usage.output_tokens > 0);
});

await prove(`@anthropic-ai/sdk comes through a tool loop with thoughts at ${upstream}`, async () => {
  const talk = ask(call, { tools, thinking: { type: "enabled", budget_tokens: 1024 } });
  const first = await client.messages.stream(talk).finalMessage();
  const use = first.content.find((block) => block.type === "tool_use");
  assert.deepEqual([use.name, use.input], ["weather", { place: "Kiel" }]);
  assert.ok(first.content.some((block) => block.type === "thinking" && block.thinking.length > 0));
  const answer = await client.messages.create({
    ...talk,
    messages: [
      ...talk.messages,
      { role: "assistant", content: first.content },
      { role: "user", content: [{ type: "tool_result", tool_use_id: use.id, content: result }] },
    ],
  });
  assert.match(text(answer), new RegExp(result));
});

await prove(`@anthropic-ai/sdk throws its own exceptions for ${upstream}`, async () => {
  const limited = await refused(() => client.messages.create(ask("[[mock status=429 retry-after=7]]")));
  assert.ok(limited instanceof Anthropic.RateLimitError);
  assert.equal(limited.headers.get("retry-after"), "7");
  assert.ok((await refused(() => client.messages.create(ask("[[mock status=400]]")))) instanceof Anthropic.BadRequestError);
  const cut = () => client.messages.stream(ask("[[mock cut=8:close]]")).finalMessage();
  assert.ok((await refused(cut)) instanceof Anthropic.AnthropicError);
});

end();
