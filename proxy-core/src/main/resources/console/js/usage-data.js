import { get, query } from "./api.js";
import { utcDay } from "./format.js";

const HOUR_MS = 3_600_000;

/** Usage of a range of UTC days in groups, with a line over time for the largest of them. */
export const readUsage = (asked) => get("/usage" + query(asked));

/** Cost, requests and tokens of the last hours, an hour a point. */
export async function readSeries({ hours }) {
  const now = Date.now();
  const first = Math.floor(now / HOUR_MS) * HOUR_MS - (hours - 1) * HOUR_MS;
  const usage = await readUsage({ from: utcDay(new Date(first)), to: utcDay(new Date(now)), step: "hour", by: "none" });
  const at = new Map(usage.times.map((time, index) => [timeOf(time), index]));
  const times = Array.from({ length: hours }, (_, index) => first + index * HOUR_MS);
  const line = usage.chart[0];
  const values = (measure) => times.map((time) => (line && at.has(time) ? Number(line[measure][at.get(time)]) : 0));
  return { times, cost: values("cost"), requests: values("requests"), tokens: values("tokens") };
}

/** The same of the last hour, a minute a point, from the live view. */
export const minutesOf = (minutes) => ({
  times: minutes.map((each) => Date.parse(each.at)), cost: minutes.map((each) => Number(each.cost_usd)),
  requests: minutes.map((each) => each.requests), tokens: minutes.map((each) => each.tokens),
});

/** The instant of a day (2026-11-22) or an hour (2026-11-22T15), both in UTC. */
export const timeOf = (text) => Date.parse(text.length > 10 ? `${text}:00:00Z` : `${text}T00:00:00Z`);

/** The sheet for a spreadsheet. */
export function csv(groupName, groups) {
  const columns = ["totalRequests", "errorCount", "inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens", "totalTokens", "totalCost", "avgDuration"];
  const cell = (value) => {
    const text = String(value ?? "");
    // A cell that begins like a formula would be one in a spreadsheet.
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [[groupName, ...columns], ...groups.map((group) => [group.key, ...columns.map((each) => group[each])])]
    .map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Hands the browser a file to keep. */
export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
