import assert from "node:assert/strict";
import { ApiError, GoogleGenAI } from "@google/genai";
import { call, end, key, place, prove, refused, result, upstream, url } from "./proof.mjs";

const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: `${url}/gemini` } });
const model = "gemini-2.5-flash";

async function streamed(request) {
  const parts = [];
  let last;
  for await (const chunk of await client.models.generateContentStream(request)) {
    parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
    last = chunk;
  }
  return { parts, last };
}

await prove(`@google/genai streams from ${upstream}`, async () => {
  const body = await client.models.generateContent({ model, contents: "hello" });
  const { parts, last } = await streamed({ model, contents: "hello" });
  assert.match(body.text, /hello/);
  assert.equal(parts.map((part) => part.text ?? "").join(""), body.text);
  assert.equal(last.candidates[0].finishReason, "STOP");
  assert.ok(last.usageMetadata.candidatesTokenCount > 0);
});

await prove(`@google/genai comes through a tool loop at ${upstream}`, async () => {
  const config = { tools: [{ functionDeclarations: [{ name: "weather", parametersJsonSchema: place }] }] };
  const question = { role: "user", parts: [{ text: call }] };
  const { parts } = await streamed({ model, contents: [question], config });
  const use = parts.find((part) => part.functionCall).functionCall;
  assert.deepEqual([use.name, use.args], ["weather", { place: "Kiel" }]);
  const answer = await client.models.generateContent({
    model,
    config,
    contents: [
      question,
      { role: "model", parts },
      { role: "user", parts: [{ functionResponse: { id: use.id, name: "weather", response: { output: result } } }] },
    ],
  });
  assert.match(answer.text, new RegExp(result));
});

await prove(`@google/genai counts tokens at ${upstream}`, async () => {
  const { totalTokens } = await client.models.countTokens({ model, contents: "How long is this?" });
  assert.ok(totalTokens > 0);
});

await prove(`@google/genai throws its own exceptions for ${upstream}`, async () => {
  for (const status of [400, 429]) {
    const problem = await refused(() => client.models.generateContent({ model, contents: `[[mock status=${status}]]` }));
    assert.ok(problem instanceof ApiError);
    assert.equal(problem.status, status);
  }
  await refused(() => streamed({ model, contents: "[[mock cut=8:close]]" }));
});

end();
