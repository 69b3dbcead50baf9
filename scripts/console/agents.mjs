// The agents of the gateway's own machine, whose home is a folder of the proof.
import { readFile } from "node:fs/promises";
import { accessible, shoot, visit } from "./browser.mjs";
import { file, same, until } from "./gateway.mjs";

const settings = async () => JSON.parse(await readFile(`${process.env.CCGATE_AGENTS_HOME}/.claude/settings.json`, "utf8").catch(() => "{}"));

export async function switched(page) {
  await visit(page, "agents");
  const claude = page.getByRole("switch", { name: "Claude Code uses the gateway" });
  await claude.click();
  await until("Claude Code has the gateway's address", async () => (await settings()).env?.ANTHROPIC_BASE_URL?.startsWith("http://127.0.0.1:"));
  await page.locator(".toast", { hasText: "Claude Code uses the gateway now" }).waitFor();
  await claude.click();
  await until("it is as it was", async () => (await settings()).env === undefined);
}

export async function served(page) {
  await page.locator(".page .seg button", { hasText: "MCP servers" }).click();
  await page.locator("button", { hasText: "Add an MCP server" }).first().click();
  await page.fill("#agent-name", "files");
  await page.fill("#agent-text", "{");
  await page.waitForFunction(() => document.getElementById("agent-text-problem").textContent !== "");
  await page.fill("#agent-text", '{"command": "npx", "args": ["files"]}');
  await page.locator("dialog .primary").click();
  await page.getByRole("switch", { name: "files: Codex" }).click();
  await until("the file has it for Codex", async () => JSON.stringify((await file("agents")).mcpServers?.[0]?.agents) === '["codex"]');
  await page.getByRole("switch", { name: "files: Codex", checked: true }).waitFor();
  await shoot(page, "agents-mcp");
  await accessible(page, "MCP servers");
  same("its definition", (await file("agents")).mcpServers[0].definition, { command: "npx", args: ["files"] });
}
