import assert from "node:assert/strict";
import OpenAI from "openai";
import { call, end, key, place, prove, refused, result, upstream, url } from "./proof.mjs";

const client = new OpenAI({ baseURL: `${url}/openai/v1`, apiKey: key, maxRetries: 0 });
const model = "gpt-5.5";
const chat = (content, more = {}) => ({ model, messages: [{ role: "user", content }], ...more });

await prove(`openai streams a chat from ${upstream}`, async () => {
  const body = await client.chat.completions.create(chat("hello"));
  const stream = client.chat.completions.stream(chat("hello", { stream_options: { include_usage: true } }));
  const whole = await stream.finalChatCompletion();
  const said = whole.choices[0].message.content;
  assert.match(said, /hello/);
  assert.equal(said, body.choices[0].message.content);
  assert.equal(whole.model, model);
  assert.ok(whole.usage.completion_tokens > 0);
});

await prove(`openai runs its chat tools at ${upstream}`, async () => {
  const places = [];
  const weather = {
    type: "function",
    function: { name: "weather", parameters: place, parse: JSON.parse, function: (given) => (places.push(given.place), result) },
  };
  const runner = client.chat.completions.runTools({ ...chat(call, { tools: [weather] }), stream: true });
  assert.match(await runner.finalContent(), new RegExp(result));
  assert.deepEqual(places, ["Kiel"]);
});

await prove(`openai streams a response from ${upstream}`, async () => {
  const body = await client.responses.create({ model, input: "hello" });
  const whole = await client.responses.stream({ model, input: "hello" }).finalResponse();
  assert.match(whole.output_text, /hello/);
  assert.equal(whole.output_text, body.output_text);
  assert.equal(whole.status, "completed");
});

await prove(`openai comes through a responses tool loop with reasoning at ${upstream}`, async () => {
  const talk = {
    model,
    store: false,
    include: ["reasoning.encrypted_content"],
    reasoning: { effort: "medium", summary: "auto" },
    tools: [{ type: "function", name: "weather", parameters: place, strict: false }],
  };
  const input = [{ role: "user", content: call }];
  const first = await client.responses.stream({ ...talk, input }).finalResponse();
  const use = first.output.find((item) => item.type === "function_call");
  assert.deepEqual([use.name, JSON.parse(use.arguments)], ["weather", { place: "Kiel" }]);
  const output = { type: "function_call_output", call_id: use.call_id, output: result };
  // The helper parses arguments into a field of its own, which no provider takes back.
  const made = first.output.map(({ parsed_arguments: _, ...item }) => item);
  const answer = await client.responses.create({ ...talk, input: [...input, ...made, output] });
  assert.match(answer.output_text, new RegExp(result));
});

await prove(`openai throws its own exceptions for ${upstream}`, async () => {
  const limited = await refused(() => client.chat.completions.create(chat("[[mock status=429 retry-after=7]]")));
  assert.ok(limited instanceof OpenAI.RateLimitError);
  assert.equal(limited.headers.get("retry-after"), "7");
  const bad = await refused(() => client.responses.create({ model, input: "[[mock status=400]]" }));
  assert.ok(bad instanceof OpenAI.BadRequestError);
  const cut = () => client.chat.completions.stream(chat("[[mock cut=8:close]]")).finalChatCompletion();
  assert.ok((await refused(cut)) instanceof OpenAI.OpenAIError);
});

end();
