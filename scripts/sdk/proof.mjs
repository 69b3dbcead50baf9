// What every client below proves in its own words: a stream adds up to the body's text, a tool loop of two turns ends with the
// tool's result, and a refusal is an exception of the vendor's own class. Reads CCGATE_URL and CCGATE_KEY.
import assert from "node:assert/strict";

export const url = process.env.CCGATE_URL;
export const key = process.env.CCGATE_KEY;
export const upstream = process.env.CCGATE_PROTOCOLS ?? "its own protocol";
export const call = 'How is it? [[tool weather {"place": "Kiel"}]]';
export const result = "Rain, as always";
export const place = { type: "object", properties: { place: { type: "string" } }, required: ["place"] };

let failed = 0;

export async function prove(what, run) {
  try {
    await run();
    console.error(`  ${what}`);
  } catch (problem) {
    failed++;
    console.error(`  FAILED ${what}: ${problem?.stack ?? problem}`);
  }
}

export async function refused(promise) {
  try {
    await promise();
  } catch (problem) {
    return problem;
  }
  return assert.fail("no exception");
}

export function end() {
  process.exitCode = failed === 0 ? 0 : 1;
}
