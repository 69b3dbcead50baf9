// The console without a mouse, and without seeing it.
import { visit } from "./browser.mjs";
import { same } from "./gateway.mjs";

const focus = (page) => page.evaluate(() => {
  const at = document.activeElement;
  return { words: (at.getAttribute("aria-label") ?? at.textContent).trim(), inDialog: at.closest("dialog") !== null, ring: getComputedStyle(at).outlineStyle !== "none", grid: at.classList.contains("grid-body") };
});

/** Tab after Tab until what has the focus is called so. */
async function tabTo(page, words) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    if (at.words === words) return at;
  }
  throw new Error(`the keyboard does not reach "${words}"`);
}

export async function keyboardOnly(page) {
  await visit(page, "overview");
  await page.reload();
  await page.waitForSelector(".figures");
  await page.keyboard.press("Tab");
  same("first of all a way past the menu", (await focus(page)).words, "Skip to the content");
  same("what has the focus is seen", (await tabTo(page, "Upstreams")).ring, true);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".order");
  await tabTo(page, "Add an upstream");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog #f-id");
  same("the form is next", (await tabTo(page, "")).inDialog, true);
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press("Tab");
    // Between the last and the first the browser's own bar may have it.
    const at = await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null);
    same("the focus stays in the dialog", at, true);
  }
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  same("and goes back", (await focus(page)).words, "Add an upstream");

  await visit(page, "settings");
  await page.fill("#f-server-timeout", "44s");
  page.once("dialog", (question) => question.dismiss());
  await page.locator(".rail a", { hasText: "Usage" }).click();
  same("nothing typed is lost unasked", [await page.evaluate(() => location.hash), await page.inputValue("#f-server-timeout")], ["#/settings", "44s"]);
  await page.locator("button", { hasText: "Discard" }).click();
  await page.waitForFunction(() => document.getElementById("f-server-timeout").value === "");

  await visit(page, "requests");
  await page.locator(".grid-body").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog .fall");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  same("back in the list", (await focus(page)).grid, true);
}

export async function spoken(page) {
  await visit(page, "overview");
  await hears(page, ['navigation "Pages"', 'heading "Overview" [level=1]', 'button "Cost" [pressed]', /img "Last 24 hours: Cost/, 'region "Upstreams"']);
  await visit(page, "upstreams");
  await hears(page, ['button "Move Second account"', 'button "Test Second account with a call that costs nothing"', 'button "Edit Second account"']);
  await visit(page, "requests");
  await hears(page, ['search "Filter"', 'switch "Follow live" [checked]', 'table "Requests"', 'columnheader "First token"']);
  const moving = await page.evaluate(() => getComputedStyle(document.querySelector(".dot.live")).animationDuration);
  same("nothing moves for who wants it still", parseFloat(moving) < 0.001, true);
}

async function hears(page, names) {
  const said = await page.locator("body").ariaSnapshot();
  for (const name of names) {
    if (name instanceof RegExp ? !name.test(said) : !said.includes(name)) throw new Error(`a screen reader does not hear ${name}:\n${said.slice(0, 3000)}`);
  }
}
