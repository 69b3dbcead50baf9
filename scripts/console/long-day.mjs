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
  await log(day);
  const listed = await list(page, day);
  await shoot(page, "requests-long-day");
  const taken = await chart(page, day);
  await shoot(page, "usage-long-day");
  console.log(`    ${REQUESTS} requests listed in ${listed} ms, charted in ${taken} ms, from their lines: a day is summed up only when it is over`);
  if (Math.max(listed, taken) > LONGEST_MS) throw new Error(`listing it took ${listed} ms, charting it ${taken} ms`);
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

/** From the click to the rows, then once more to rows far down. */
async function list(page, day) {
  const taken = await page.evaluate(async (asked) => {
    const start = performance.now();
    location.hash = `#/requests?to=${asked}`;
    while (!document.querySelector(".grid-row:not(.blank) a")?.getAttribute("href").includes("req_long")) {
      await new Promise((later) => requestAnimationFrame(later));
      if (performance.now() - start > 15_000) throw new Error("the day is not listed");
    }
    return Math.round(performance.now() - start);
  }, day);
  await page.locator(".grid-body").focus();
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("End");
    await page.waitForTimeout(200);
  }
  await page.waitForFunction(() => document.querySelectorAll(".grid-row:not(.blank)").length > 5 && document.querySelectorAll(".grid-row").length < 80);
  return taken;
}

async function log(day) {
  const folder = `${process.env.CCGATE_DATA}/requests/${day}`;
  await mkdir(folder, { recursive: true });
  const start = Date.parse(`${day}T00:00:00.000Z`);
  const lines = Array.from({ length: REQUESTS }, (_, i) => {
    const time = new Date(start + i * 860);
    return JSON.stringify({
      time: time.toISOString(), id: `req_long${i}`, created_at: Math.floor(time / 1000), tenant: "demo", cli_type: "claude_code", protocol: "anthropic",
      client_method: "POST", client_path: "/v1/messages", model_id: MODELS[i % 2], upstream_model: MODELS[i % 2], provider_id: "second", provider_name: "Second account",
      status_code: 200, success: true, elapsed_ms: 4000 + (i % 900), ttft_ms: 700, stream: true, input_tokens: 900, output_tokens: 400, cache_creation_tokens: 0,
      cache_read_tokens: 40_000, reasoning_tokens: 0, cost: 0.0125, request_size: 180_000, response_size: 9000, timeline_us: {}, attempts: [],
    });
  });
  await writeFile(`${folder}/index.ndjson`, lines.join("\n") + "\n");
}

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
