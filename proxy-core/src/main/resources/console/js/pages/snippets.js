import { t } from "../i18n.js";

/**
 * What to paste where, for each client: {id, name, steps: [[file or place, text]]}. `origin` is where the gateway answers, `key` the
 * tenant's key or a place holder for it.
 */
export function snippets(origin, key) {
  return [
    { id: "claude", name: "Claude Code", steps: [
      ["~/.claude/settings.json", pretty({ env: { ANTHROPIC_BASE_URL: `${origin}/anthropic`, ANTHROPIC_AUTH_TOKEN: key } })],
      [t("tenants.terminal"), `export ANTHROPIC_BASE_URL=${origin}/anthropic\nexport ANTHROPIC_AUTH_TOKEN=${key}\nclaude`],
    ] },
    { id: "codex", name: "Codex", steps: [
      ["~/.codex/config.toml", `model_provider = "ccgate"\n\n[model_providers.ccgate]\nname = "CCGate"\nbase_url = "${origin}/openai/v1"\nwire_api = "responses"\nenv_key = "CCGATE_KEY"`],
      [t("tenants.terminal"), `export CCGATE_KEY=${key}\ncodex`],
    ] },
    { id: "gemini", name: "Gemini CLI", steps: [
      ["~/.gemini/.env", `GOOGLE_GEMINI_BASE_URL=${origin}/gemini\nGEMINI_API_KEY=${key}`],
      ["~/.gemini/settings.json", pretty({ security: { auth: { selectedType: "gemini-api-key" } } })],
    ] },
    { id: "cursor", name: "Cursor", steps: [
      ["Settings → Models → OpenAI API Key", key],
      ["Override OpenAI Base URL", `${origin}/openai/v1`],
    ] },
    { id: "cline", name: "Cline", steps: [
      ["API Provider: Anthropic → Use custom base URL", `${origin}/anthropic`],
      ["Anthropic API Key", key],
    ] },
    { id: "roo", name: "Roo Code", steps: [
      ["API Provider: OpenAI Compatible → Base URL", `${origin}/openai/v1`],
      ["API Key", key],
    ] },
    { id: "opencode", name: "OpenCode", steps: [
      ["opencode.json", pretty({ provider: { anthropic: { options: { baseURL: `${origin}/anthropic/v1`, apiKey: key } } } })],
    ] },
    { id: "python", name: "Python", steps: [
      ["anthropic", `from anthropic import Anthropic\n\nclient = Anthropic(base_url="${origin}/anthropic", auth_token="${key}")`],
      ["openai", `from openai import OpenAI\n\nclient = OpenAI(base_url="${origin}/openai/v1", api_key="${key}")`],
    ] },
    { id: "curl", name: "curl", steps: [
      [t("tenants.terminal"), `curl ${origin}/v1/messages \\\n  -H "authorization: Bearer ${key}" \\\n  -H "anthropic-version: 2023-06-01" \\\n  -H "content-type: application/json" \\\n  -d '{"model": "claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "Hello"}]}'`],
    ] },
  ];
}

const pretty = (json) => JSON.stringify(json, null, 2);
