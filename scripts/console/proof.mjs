// A person's day with the console.
import { served, switched } from "./agents.mjs";
import { accessible, DESK, fits, launch, logIn, open, PHONE, quiet, shoot, visit } from "./browser.mjs";
import { ask, file, same, until } from "./gateway.mjs";
import { keyboardOnly, spoken } from "./hands.mjs";
import { longDay } from "./long-day.mjs";
import { limited, priced, raised } from "./money.mjs";

const ADMIN_PAGES = ["overview", "usage", "requests", "upstreams", "tenants", "prices", "agents", "settings", "logs"];
const TENANT_PAGES = ["overview", "usage", "requests"];
let steps = 0;

async function step(words, act) {
  const start = Date.now();
  try {
    await act();
  } catch (failure) {
    await shoot(page, "failure");
    throw new Error(`${words}: ${failure.message}`, { cause: failure });
  }
  steps++;
  console.log(`  ${words} (${Date.now() - start} ms)`);
}

const ids = async () => (await file("upstreams")).upstreams.map((each) => each.id);

const browser = await launch();
const page = await open(browser);
try {

  await step("wrong passwords are refused, then made to wait", async () => {
    await page.waitForSelector("#login-username");
    await shoot(page, "login");
    await accessible(page, "login");
    for (let i = 0; i < 3; i++) {
      await logIn(page, { password: `wrong-${i}` });
      await page.waitForFunction((at) => document.getElementById("login-problem").textContent !== "" && !document.querySelector("form button[type=submit]").disabled, i);
    }
    await logIn(page, { password: "wrong-3" });
    await page.waitForFunction(() => /\d+ s/.test(document.getElementById("login-problem").textContent));
    await page.waitForTimeout(1200);
  });

  await step("the administrator gets in and sees the gateway live", async () => {
    await logIn(page);
    await page.waitForSelector(".rail .dot.live");
    await page.waitForSelector(".figures");
  });

  await step("an upstream is added", async () => {
    await visit(page, "upstreams/new");
    const url = (await file("upstreams")).upstreams[0].url;
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog .problem");
    await page.fill("#f-id", "second");
    await page.fill("#f-name", "Second account");
    await page.fill("#f-url", "not-a-url");
    await page.waitForSelector("#f-url-problem");
    await shoot(page, "upstream-form");
    await accessible(page, "upstream form");
    await page.fill("#f-url", url);
    await page.fill("#f-key", "sk-second-key-0123456789");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await until("the file has it", async () => (await ids()).at(-1) === "second");
    await page.waitForSelector("[data-key=second]");
  });

  await step("upstreams are put in order by dragging and by keys", async () => {
    const before = await ids();
    const grip = await page.locator("[data-key=second] .grip").boundingBox();
    const top = await page.locator(".order > li").first().boundingBox();
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(grip.x + grip.width / 2, top.y + 4, { steps: 12 });
    await page.mouse.up();
    await until("the file has the new order", async () => (await ids())[0] === "second");
    await page.waitForFunction(() => document.querySelector(".order > li").dataset.key === "second");
    await page.locator("[data-key=second] .grip").focus();
    await page.keyboard.press("ArrowDown");
    await until("the keyboard moved it", async () => (await ids())[1] === "second");
    await until("the keys keep the focus", () => page.evaluate(() => document.activeElement.closest("li")?.dataset.key === "second"));
    await page.keyboard.press("ArrowUp");
    await until("and back", async () => (await ids())[0] === "second");
    same("all are still there", (await ids()).toSorted(), before.toSorted());
  });

  await step("a test asks the upstream", async () => {
    await page.locator("[data-key=second] button", { hasText: "Test" }).click();
    await page.waitForSelector("[data-key=second] [role=status].good");
  });

  await step("a request goes through while the overview is watched", async () => {
    await visit(page, "overview");
    const { status } = await ask("Tell me of gates");
    same("status", status, 200);
    await page.waitForSelector(".rows a[href^='#/requests/']");
    await page.waitForFunction(() => document.querySelector(".figures").textContent.includes("1"));
  });

  await step("the request's way is shown", async () => {
    await visit(page, "requests");
    await page.locator(".grid-row a").first().click();
    await page.waitForSelector("dialog .fall li");
    await page.waitForFunction(() => document.querySelector("dialog table.plain tbody tr").textContent.includes("second"));
    await shoot(page, "request");
    await accessible(page, "request");
    await page.locator("dialog .seg button", { hasText: "Why here?" }).click();
    await page.waitForFunction(() => document.querySelector("dialog .reasons")?.textContent.includes("Found by the past request."));
    await shoot(page, "request-why");
    await accessible(page, "why here");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  });

  await step("the list follows live", async () => {
    const rows = await page.locator(".grid-row:not(.blank)").count();
    await ask("Once more", { model: "claude-opus-4-5" });
    await page.waitForFunction((before) => document.querySelectorAll(".grid-row:not(.blank)").length > before, rows);
  });

  await step("a limit is changed and refuses", () => limited(page));
  await step("it is raised for a while, and holds again", () => raised(page));
  await step("a price is set and taken away: checked, shown, applied", () => priced(page));
  await step("an agent is switched to the gateway and back", () => switched(page));
  await step("an MCP server is described and given to one agent", () => served(page));

  let key = "";
  await step("a tenant is added, and its key is shown once", async () => {
    await visit(page, "tenants/new");
    await page.fill("#f-id", "guest");
    await page.fill("#f-name", "Guest");
    await page.locator("dialog button[type=submit]").click();
    await page.waitForSelector("dialog .snippet pre.soft-wrap");
    key = await page.locator("dialog .snippet pre.soft-wrap").innerText();
    await shoot(page, "tenant-key");
    await accessible(page, "new key");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    same("the key works", (await ask("Hello from a guest", { key })).status, 200);
    same("and is nowhere on the page", (await page.content()).includes(key), false);
  });

  await step("a setting is changed: checked, shown, applied", async () => {
    await visit(page, "settings");
    await page.fill("#f-requestLog-maxBodySize", "nonsense");
    await page.waitForSelector("#f-requestLog-maxBodySize-problem");
    await page.fill("#f-requestLog-maxBodySize", "128KB");
    await page.locator(".save-bar button[type=submit]").click();
    await page.waitForSelector("dialog .dialog-foot .primary");
    await shoot(page, "settings-plan");
    await accessible(page, "plan");
    await page.locator("dialog .dialog-foot .primary").click();
    await page.waitForSelector("dialog", { state: "detached" });
    await until("the file has it", async () => (await file("server")).requestLog?.maxBodySize === "128KB");
  });

  await step("the audit says who did what", async () => {
    await visit(page, "logs/audit");
    await page.waitForFunction(() => ["Upstream added", "Limits raised", "Price set"].every((words) => document.querySelector(".page").textContent.includes(words)));
    await shoot(page, "audit");
    await accessible(page, "audit");
  });

  await step("everything is reached with the keyboard alone", () => keyboardOnly(page));
  await step("a screen reader hears what things are", () => spoken(page));

  await step("a day of 100,000 requests is listed and charted", () => longDay(page));

  await step("every page in both themes, for every reader", async () => {
    for (const theme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      for (const name of ADMIN_PAGES) {
        await visit(page, name);
        await page.waitForTimeout(120);
        await shoot(page, `${name}-${theme}`);
        await accessible(page, `${name} ${theme}`);
        await fits(page, name);
      }
    }
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  });

  await step("the same in Chinese", async () => {
    await page.locator(".rail-tools button[lang=zh]").click();
    await page.waitForFunction(() => document.documentElement.lang === "zh-CN");
    for (const name of ADMIN_PAGES) {
      await visit(page, name);
      await page.waitForTimeout(120);
      await shoot(page, `${name}-zh`);
      const untold = await page.evaluate(() => document.querySelector(".page-head").textContent.match(/\b[a-z]+\.[a-z]+\b/g));
      same(`${name}: words without a translation`, untold, null);
    }
    await visit(page, "requests");
    await page.locator(".grid-row a").first().click();
    await page.locator("dialog .seg button").last().click();
    await page.waitForFunction(() => document.querySelector("dialog .reasons")?.textContent.includes("通过过去的请求找到"));
    await shoot(page, "request-why-zh");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    quiet(page);
  });

  await step("on a phone", async () => {
    await page.setViewportSize(PHONE);
    for (const name of ADMIN_PAGES) {
      await visit(page, name);
      await page.waitForTimeout(120);
      await shoot(page, `${name}-phone`);
      await fits(page, `${name} on a phone`);
    }
    await page.locator(".topbar button").click();
    await page.waitForSelector(".rail.open");
    await shoot(page, "menu-phone");
    await accessible(page, "menu on a phone");
    await page.locator(".rail a", { hasText: "上游" }).click();
    await page.waitForSelector(".rail.open", { state: "detached" });
    await page.setViewportSize(DESK);
    quiet(page);
  });

  await step("a tenant sees its own, and nothing else", async () => {
    const tenant = await open(browser);
    await tenant.waitForSelector("#login-username");
    await logIn(tenant, { key });
    await tenant.waitForSelector(".rail");
    same("pages", await tenant.locator(".rail li").count(), TENANT_PAGES.length);
    for (const name of TENANT_PAGES) {
      await visit(tenant, name);
      await tenant.waitForTimeout(120);
      await shoot(tenant, `${name}-tenant`);
      await accessible(tenant, `${name} of a tenant`);
    }
    await tenant.waitForSelector(".grid-row:not(.blank)");
    same("one request", await tenant.locator(".grid-row:not(.blank)").count(), 1);
    same("no way to others", await tenant.evaluate(async () => (await fetch("/admin/v1/providers")).status), 403);
    quiet(tenant);
    await tenant.locator(".who button").click();
    await tenant.waitForSelector("#login-username");
    await tenant.context().close();
  });

  quiet(page);
} catch (failure) {
  console.error(`console: ${failure.message}\nThe page as it was then: ${process.env.CCGATE_SCREENSHOTS}/failure.png`);
  if (page.complaints.length > 0) console.error(page.complaints.join("\n"));
  process.exitCode = 1;
} finally {
  await browser.close();
}
if (process.exitCode !== 1) console.log(`console: ${steps} passed, 0 failed`);
