// What a person does about money: limits and prices.
import { accessible, shoot, visit } from "./browser.mjs";
import { ask, file, same, until } from "./gateway.mjs";

const LIMIT = "#f-limits-daily-maxRequests";
const limits = async () => (await file("tenants")).tenants.find((each) => each.id === "demo").limits;

export async function limited(page) {
  await visit(page, "tenants/demo");
  await page.locator("dialog summary", { hasText: "Limits" }).first().click();
  await page.locator("dialog summary", { hasText: "Daily" }).first().click();
  await page.fill(LIMIT, "2");
  await shoot(page, "tenant-form");
  await accessible(page, "tenant form");
  await save(page);
  await until("the gateway refuses", async () => (await ask("Too much")).status === 429);
  await page.waitForSelector(".bar .used.bad");
  await shoot(page, "tenant-limit");
  same("the bar says it", await page.locator("[role=meter]").first().getAttribute("aria-valuetext"), "2 used of 2, 0 left");
  await visit(page, "requests");
  await page.waitForFunction(() => [...document.querySelectorAll(".grid-row")].some((row) => row.textContent.includes("429") && row.textContent.includes("limit reached")));
}

export async function raised(page) {
  await visit(page, "tenants");
  const raise = page.locator("button", { hasText: "Raise until" }).first();
  await raise.click();
  await page.fill("#raise-0", "100");
  await shoot(page, "tenant-raise");
  await accessible(page, "raise");
  await page.locator("dialog button[type=submit]").click();
  await page.waitForSelector("dialog", { state: "detached" });
  await until("it is allowed for now", async () => (await ask("More, please")).status === 200);
  same("the usual limit stands beside it", [(await limits()).daily.maxRequests, (await limits()).raise.daily.maxRequests], [2, 100]);
  await page.waitForSelector(".chip", { hasText: "raised until" });
  await raise.click();
  await page.locator("dialog button", { hasText: "End it now" }).click();
  await page.waitForSelector("dialog", { state: "detached" });
  await until("the usual limit holds again", async () => (await ask("Even more")).status === 429);
  await visit(page, "tenants/demo");
  await page.fill(LIMIT, "");
  await save(page);
  await until("nothing holds it any more", async () => (await ask("Again")).status === 200);
}

export async function priced(page) {
  const prices = async () => (await file("pricing")).modelPricing;
  await visit(page, "prices");
  await page.waitForFunction(() => document.querySelector("table.plain tbody th").textContent.includes("claude-opus-4-5"));
  await page.locator("button", { hasText: "Add a price" }).click();
  await page.fill("#price-pattern", "claude-opus-*");
  await page.waitForFunction(() => document.getElementById("price-pattern-hint").textContent.includes("would still fall on *"));
  await page.fill("#price-pattern", "claude-opus-4-5");
  await page.waitForFunction(() => document.getElementById("price-pattern-hint").textContent.includes("fall on it: claude-opus-4-5"));
  await page.fill("#f-input", "-4");
  await page.fill("#f-output", "20");
  await page.locator("dialog .primary").click();
  await page.waitForSelector("#f-input-problem");
  await accessible(page, "price form");
  await page.fill("#f-input", "4");
  await page.locator("dialog .primary").click();
  await page.waitForSelector("dialog .diff .add");
  await shoot(page, "price-plan");
  await page.locator("dialog .primary").click();
  await page.waitForSelector("dialog", { state: "detached" });
  same("the file has it", (await prices())["claude-opus-4-5"], { input: 4, output: 20 });
  await page.locator("button[aria-label='Remove claude-opus-4-5']").click();
  await page.waitForFunction(() => document.querySelector("dialog").textContent.includes("claude-opus-4-5 → *"));
  await page.locator("dialog .danger").click();
  await page.waitForSelector("dialog", { state: "detached" });
  same("and has it no more", Object.keys(await prices()), ["*"]);
}

async function save(page) {
  await page.locator("dialog button[type=submit]").click();
  await page.waitForSelector("dialog", { state: "detached" });
}
