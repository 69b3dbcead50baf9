#!/usr/bin/env bash
# Runs the real Claude Code, Codex and Gemini CLI through a gateway to the demo upstream, each with a plain question and
# with one that makes it run a tool, and looks at what they print and at what the books say.
#   scripts/agents.sh [claude|codex|gemini …]
# The agents come from npm into CCGATE_AGENTS_DIR (default ~/.cache/ccgate-agents) and stay there. Each runs with a home
# folder of its own, so yours is neither read nor changed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly agents=${CCGATE_AGENTS_DIR:-$HOME/.cache/ccgate-agents}
readonly packages=(@anthropic-ai/claude-code @openai/codex @google/gemini-cli)
readonly install_limit=600 run_limit=120

install_agents() {
  local name missing=""
  for name in claude codex gemini; do
    [ -x "$agents/node_modules/.bin/$name" ] || missing=yes
  done
  if [ -z "$missing" ]; then return; fi
  command -v npm >/dev/null 2>&1 || fail "npm is needed to install the agents (Debian: apt-get install npm)"
  say "Installing ${packages[*]} into $agents …"
  mkdir -p "$agents"
  if ! timeout "$install_limit" npm install --prefix "$agents" --no-audit --no-fund --loglevel error "${packages[@]}" >"$agents/npm.log" 2>&1; then
    cat "$agents/npm.log" >&2
    fail "npm could not install the agents; without a package registry in reach this part of the proof cannot run"
  fi
}

if [ -z "${CCGATE_URL:-}" ]; then
  install_agents
  if [ $# -eq 0 ]; then
    set -- claude codex gemini claude@openai-chat claude@gemini codex@anthropic gemini@anthropic
  fi
  natives=()
  for name in "$@"; do
    if [[ $name != *@* ]]; then natives+=("$name"); fi
  done
  if [ ${#natives[@]} -gt 0 ]; then
    "$root/scripts/with-demo.sh" "${BASH_SOURCE[0]}" "${natives[@]}"
  fi
  for name in "$@"; do
    if [[ $name == *@* ]]; then
      CCGATE_PROTOCOLS=${name#*@} "$root/scripts/with-demo.sh" "${BASH_SOURCE[0]}" "${name%@*}"
    fi
  done
  exit
fi

# ---- beside a running gateway --------------------------------------------------------------------------------------

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: "${CCGATE_KEY:?run me without CCGATE_URL}" "${CCGATE_DATA:?}"

# agent HOME COMMAND…: runs one agent with nothing of ours in its environment but what it is given.
agent() {
  local home=$1
  shift
  (cd "$home/project" && env -i HOME="$home" PATH="$agents/node_modules/.bin:$PATH" TERM=dumb LANG=C.UTF-8 NO_COLOR=1 \
    timeout --kill-after=5 "$run_limit" env "$@" </dev/null)
}

# home NAME: a fresh home folder with a project that holds a secret only a tool can read.
home() {
  home=$work/$1
  secret=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
  mkdir -p "$home/project"
  printf 'The secret is %s.\n' "$secret" >"$home/project/secret.txt"
}

# answers NAME PATTERN COMMAND…: the agent ends well and prints something with PATTERN in it.
answers() {
  local name=$1 pattern=$2 code=0
  shift 2
  agent "$home" "$@" >"$work/out" 2>"$work/err" || code=$?
  if [ "$code" -eq 124 ]; then say "$name did not end within $run_limit seconds"; fi
  if [ "$code" -ne 0 ] || ! grep -q -- "$pattern" "$work/out"; then
    say "$name: exit code $code, wanted \"$pattern\" in:"
    cat "$work/out" "$work/err" >&2
    exit 1
  fi
  say "  $name"
}

claude() {
  home claude
  local with=(ANTHROPIC_BASE_URL="$CCGATE_URL/anthropic" ANTHROPIC_AUTH_TOKEN="$CCGATE_KEY" IS_SANDBOX=1
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1
    claude --model claude-sonnet-4-5 --dangerously-skip-permissions --output-format json -p)
  answers "Claude Code answers" 'You said: “Say hello' "${with[@]}" "Say hello"
  answers "Claude Code runs a tool" "$secret" "${with[@]}" \
    'Read it. [[tool Bash {"command": "cat secret.txt", "description": "Read the secret"}]]'
}

codex() {
  home codex
  local with=(CODEX_HOME="$home/.codex" CODEX_API_KEY="$CCGATE_KEY" GATEWAY_KEY="$CCGATE_KEY"
    codex exec --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox -m gpt-5.5)
  mkdir -p "$home/.codex"
  cat >"$home/.codex/config.toml" <<TOML
model_provider = "gateway"
check_for_update_on_startup = false
[model_providers.gateway]
name = "Gateway"
base_url = "$CCGATE_URL/openai/v1"
env_key = "GATEWAY_KEY"
wire_api = "responses"
TOML
  answers "Codex answers" 'You said: “Say hello' "${with[@]}" "Say hello"
  answers "Codex runs a tool" "$secret" "${with[@]}" 'Read it. [[tool exec_command {"cmd": "cat secret.txt"}]]'

  # The built-in provider tries a WebSocket first; it must go on over HTTP at once.
  cat >"$home/.codex/config.toml" <<TOML
openai_base_url = "$CCGATE_URL/openai/v1"
check_for_update_on_startup = false
TOML
  answers "Codex answers after a WebSocket try" 'You said: “Say again' "${with[@]}" "Say again"
  grep -q ' 426 ' "$CCGATE_CONFIG/../logs/access.log" || fail "Codex's WebSocket try was not answered with 426"
}

gemini() {
  home gemini
  local with=(GEMINI_API_KEY="$CCGATE_KEY" GOOGLE_GEMINI_BASE_URL="$CCGATE_URL/gemini" GEMINI_CLI_TRUST_WORKSPACE=true
    gemini -m gemini-2.5-flash -y -p)
  mkdir -p "$home/.gemini"
  cat >"$home/.gemini/settings.json" <<JSON
{"security": {"auth": {"selectedType": "gemini-api-key"}}, "privacy": {"usageStatisticsEnabled": false},
  "general": {"disableAutoUpdate": true, "disableUpdateNag": true}}
JSON
  answers "Gemini CLI answers" 'You said: “Say hello' "${with[@]}" "Say hello"
  answers "Gemini CLI runs a tool" "$secret" "${with[@]}" \
    'Read it. [[tool run_shell_command {"command": "cat secret.txt"}]]'
}

# books AGENT TURNS SESSIONS: the usage file has that many turns of the agent, each served whole and with tokens; 0 sessions:
# this agent names none.
books() {
  node - "$CCGATE_DATA/usage" "$@" <<'JS'
const fs = require("fs"), path = require("path");
const [folder, agent, turns, sessions] = process.argv.slice(2);
const read = () => fs.readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => fs.readFileSync(path.join(folder, name), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)))
  .filter((record) => record.agent === agent);
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
for (let i = 0; i < 100 && read().length < turns; i++) pause();
const records = read();
const problems = records
  .filter((r) => r.statusCode !== 200 || !r.stream || r.estimated || r.outputTokens <= 0
    || r.inputTokens + r.cacheReadTokens + r.cacheCreationTokens <= 0 || r.totalCost <= 0)
  .map((r) => `not whole: ${JSON.stringify(r)}`);
if (records.length !== Number(turns)) problems.push(`${records.length} turns, expected ${turns}`);
const named = new Set(records.map((r) => r.session).filter(Boolean)).size;
if (named !== Number(sessions)) problems.push(`${named} sessions, expected ${sessions}`);
if (problems.length > 0) {
  console.error(`the books of ${agent}: ${problems.join("\n  ")}`);
  process.exit(1);
}
const sum = (key) => records.reduce((total, r) => total + r[key], 0);
console.error(`  in the books of ${agent}: ${turns} turns, ${sum("totalTokens")} tokens, $${sum("totalCost").toFixed(4)}`);
JS
}

for name in "$@"; do
  case "$name" in
    claude) claude; books claude_code 3 2 ;;
    codex) codex; books codex 4 3 ;;
    gemini) gemini; books gemini 3 0 ;;
    *) fail "unknown agent $name (claude, codex, gemini)" ;;
  esac
done
say "agents: $* work through $CCGATE_URL${CCGATE_PROTOCOLS:+ at an upstream that speaks $CCGATE_PROTOCOLS}"
