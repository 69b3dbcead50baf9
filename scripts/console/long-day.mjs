// Yesterday with 100,000 requests in it, written beside the running gateway, which looks at yesterday only when asked.
import { mkdir, writeFile } from "node:fs/promises";
import { shoot } from "./browser.mjs";

const REQUESTS = 100_000;
// Room for a machine that has other things to do.
const LONGEST_MS = 8000;
const MODELS = ["claude-sonnet-4-5", "claude-opus-4-5", "gpt-5.1-codex", "gemini-3-pro", "claude-haiku-4-5"];

export async function longDay(page) {
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await usage(day);
  const taken = await chart(page, day);
  await shoot(page, "usage-long-day");
  console.log(`    ${REQUESTS} requests charted in ${taken} ms, from their lines: the gateway sums days up only when they are over`);
  if (taken > LONGEST_MS) throw new Error(`charting it took ${taken} ms`);
}

/** From the click to the bars, in milliseconds. */
const chart = (page, day) => page.evaluate(async ([asked, count]) => {
  const start = performance.now();
  location.hash = `#/usage?range=custom&from=${asked}&to=${asked}`;
  const drawn = () => document.querySelector(".chart rect") && document.querySelector("table.plain") && document.querySelector(".figures").textContent.includes(count);
  while (!drawn()) {
    await new Promise((later) => requestAnimationFrame(later));
    if (performance.now() - start > 15_000) throw new Error("the day is not charted");
  }
  return Math.round(performance.now() - start);
}, [day, "100K"]);

async function usage(day) {
  const folder = `${process.env.CCGATE_DATA}/usage/demo/${day.slice(0, 7)}`;
  await mkdir(folder, { recursive: true });
  const lines = [];
  const start = Date.parse(`${day}T00:00:00.000Z`);
  for (let i = 0; i < REQUESTS; i++) {
    const cost = 0.0125;
    lines.push(JSON.stringify({
      requestId: `long-${i}`, tenantId: "demo", timestamp: new Date(start + i * 860).toISOString(), model: MODELS[i % MODELS.length],
      inputTokens: 900, outputTokens: 400, cacheCreationTokens: 0, cacheReadTokens: 40_000, totalTokens: 41_300, inputCost: 0.0025, outputCost: 0.006,
      cacheCreationCost: 0, cacheReadCost: 0.004, totalCost: cost, duration: 4000 + (i % 900), statusCode: i % 97 === 0 ? 529 : 200,
      errorType: i % 97 === 0 ? "overloaded" : null, upstream: "demo-anthropic", userAgent: "claude-cli/2.0.31", clientIP: "127.0.0.1", metadata: { hasRequestBody: true, requestBodySize: 180_000, responseBodySize: 9000 },
    }));
  }
  await writeFile(`${folder}/${day}.json`, lines.join("\n") + "\n");
}
