// What the proof needs of a browser: a page that tells of every error, the accessibility checker, screenshots.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage"];

export const url = process.env.CCGATE_URL;
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1360, height: 900 };
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });

/** A page of its own session. Whatever the browser complains about, a refused script or style included, fails the proof. */
export async function open(browser, { viewport = DESK, theme = "light", locale = "en-GB" } = {}) {
  // The console's own policy stays in force: the checker is brought in by the debugger, not by the page.
  const context = await browser.newContext({ viewport, colorScheme: theme, locale, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    // The browser tells of every refused call; those are the point of some steps.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) page.complaints.push(message.text());
  });
  await page.goto(`${url}/dashboard`);
  return page;
}

export function quiet(page) {
  if (page.complaints.length > 0) throw new Error(`the browser complains:\n${page.complaints.join("\n")}`);
}

export async function logIn(page, { password = "a-good-password", key } = {}) {
  if (key) {
    await page.locator(".seg button").nth(1).click();
    await page.fill("#login-key", key);
  } else {
    await page.fill("#login-username", "admin");
    await page.fill("#login-password", password);
  }
  await page.locator("form button[type=submit]").click();
}

export async function visit(page, name) {
  await page.evaluate((hash) => { location.hash = hash; }, `#/${name}`);
  await page.waitForFunction(() => !document.querySelector(".waiting") && document.querySelector(".page-head, dialog[open]"));
  await page.evaluate(() => document.fonts.ready);
}

export const shoot = (page, name) => page.screenshot({ path: `${process.env.CCGATE_SCREENSHOTS}/${name}.png` });

/** Nothing serious or critical may be wrong for those who do not see, or do not use a mouse. */
export async function accessible(page, where) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = found.violations.filter((each) => each.impact === "serious" || each.impact === "critical");
  if (serious.length > 0) {
    throw new Error(`${where}: ${serious.map((each) => `${each.id}: ${each.help}\n${each.nodes.slice(0, 4).map((node) => `  ${node.html.slice(0, 200)}\n    ${node.failureSummary}`).join("\n")}`).join("\n")}`);
  }
}

/** Nothing sticks out to the side. */
export async function fits(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 1) throw new Error(`${where}: sticks out by ${over} pixels`);
}
