#!/usr/bin/env bash
# Proves with the real Claude Code, Codex and Gemini CLI that they read what "ccgate agents enable" writes: they go through the
# gateway, list the MCP servers, call one over stdio and one over HTTP, and go back to the user's own provider after "disable".
#   scripts/agent-settings.sh [claude|codex|gemini …]
# The agents come from npm as scripts/agents.sh installs them. Each runs with a home folder of its own.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly agents=${CCGATE_AGENTS_DIR:-$HOME/.cache/ccgate-agents}
readonly run_limit=60

if [ -z "${CCGATE_URL:-}" ]; then
  for name in claude codex gemini; do
    [ -x "$agents/node_modules/.bin/$name" ] || fail "$name is not installed in $agents; scripts/agents.sh installs it"
  done
  if [ $# -eq 0 ]; then set -- claude codex gemini; fi
  exec "$root/scripts/with-demo.sh" "${BASH_SOURCE[0]}" "$@"
fi

# ---- beside a running gateway --------------------------------------------------------------------------------------

work=$(mktemp -d)
pids=()
# shellcheck disable=SC2317 # the trap calls it
cleanup() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
home=$work/home
java=$(find_java)
mkdir -p "$home/project" "$home/.claude" "$home/.codex" "$home/.gemini"
: >"$work/calls"
: >"$work/own"

ccgate() { "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" "$@"; }

# server MODE WORD LOG: starts a helper and leaves its port in $port.
server() {
  node "$root/scripts/mcp-demo.mjs" "$@" >"$work/port.$1" &
  pids+=($!)
  for _ in $(seq 100); do
    port=$(cat "$work/port.$1")
    if [ -n "$port" ]; then return; fi
    sleep 0.05
  done
  fail "the helper $1 did not start"
}

# agent COMMAND…: runs one agent with nothing in its environment but its home folder.
agent() {
  (cd "$home/project" && env -i HOME="$home" PATH="$agents/node_modules/.bin:$PATH" TERM=dumb LANG=C.UTF-8 NO_COLOR=1 \
    IS_SANDBOX=1 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 ENABLE_TOOL_SEARCH=false \
    GEMINI_CLI_TRUST_WORKSPACE=true timeout --kill-after=5 "$run_limit" "$@" </dev/null)
}

# prints PATTERN COMMAND…: the command prints something with PATTERN in it.
prints() {
  local pattern=$1 code=0
  shift
  agent "$@" >"$work/out" 2>&1 || code=$?
  if ! grep -q -- "$pattern" "$work/out"; then
    cat "$work/out" >&2
    fail "$1: exit code $code, and no \"$pattern\" in what it printed"
  fi
}

server refuse - "$work/own"
own="http://127.0.0.1:$port"
over_http=$(od -An -N6 -tx1 /dev/urandom | tr -d ' \n')
over_stdio=$(od -An -N6 -tx1 /dev/urandom | tr -d ' \n')
server http "$over_http" "$work/calls"

# What the user has: a provider of their own, remarks, and odd layout.
cat >"$home/.claude/settings.json" <<JSON
{
    "env": {"ANTHROPIC_BASE_URL": "$own", "ANTHROPIC_AUTH_TOKEN": "my-own-key", "CLAUDE_CODE_MAX_RETRIES": "0"},
    "unknownKey": [1,   2]
}
JSON
printf '# my settings\r\nmodel = "gpt-5.5" # the best\r\nmodel_provider = "own"\r\ncheck_for_update_on_startup = false\r\n\r\n[model_providers.own]\r\nname = "Own"\r\nbase_url = "%s/v1"\r\nwire_api = "responses"\r\nexperimental_bearer_token = "my-own-key"\r\nrequest_max_retries = 0\r\nstream_max_retries = 0' "$own" >"$home/.codex/config.toml"
printf 'GEMINI_API_KEY="my-own-key" # mine\nGOOGLE_GEMINI_BASE_URL=%s\n' "$own" >"$home/.gemini/.env"
cat >"$home/.gemini/settings.json" <<'JSON'
{
  // mine
  "privacy": {"usageStatisticsEnabled": false},
  "general": {"enableAutoUpdate": false, "enableAutoUpdateNotification": false},
  "security": {"auth": {"selectedType": "gemini-api-key"}}
}
JSON
printf 'My own rules.\n' >"$home/.gemini/GEMINI.md"
files=(.claude/settings.json .codex/config.toml .gemini/.env .gemini/settings.json .gemini/GEMINI.md)
for file in "${files[@]}"; do install -D "$home/$file" "$work/before/$file"; done

ccgate mcp add words --config "$CCGATE_CONFIG" --home "$home" -- node "$root/scripts/mcp-demo.mjs" stdio "$over_stdio" "$work/calls"
ccgate mcp add web --url "http://127.0.0.1:$port/mcp" --config "$CCGATE_CONFIG" --home "$home"
ccgate prompt set house "Answer as the house does." --config "$CCGATE_CONFIG" --home "$home"
ccgate prompt enable house --config "$CCGATE_CONFIG" --home "$home"
ccgate agents enable --config "$CCGATE_CONFIG" --home "$home" --gateway "$CCGATE_URL" >"$work/out"
grep -q "Gemini CLI: changed" "$work/out" || fail "agents enable did not write: $(cat "$work/out")"

# Codex hides MCP tools behind a search from models that it knows, so it gets one that it does not know.
ask() {
  case "$1" in
    claude) agent claude --model claude-sonnet-4-5 --dangerously-skip-permissions --output-format json -p "$2" ;;
    codex) agent codex exec --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox -m demo-model "$2" ;;
    gemini) agent gemini -m gemini-2.5-flash -y -p "$2" ;;
  esac
}

# answers NAME PATTERN PROMPT
answers() {
  local code=0
  ask "$1" "$3" >"$work/out" 2>"$work/err" || code=$?
  if [ "$code" -ne 0 ] || ! grep -q -- "$2" "$work/out"; then
    cat "$work/out" "$work/err" >&2
    fail "$1: exit code $code, wanted \"$2\""
  fi
}

# calls NAME MODE TOOL WORD: told by the model to call the tool, the agent does, and shows the model its answer.
calls() {
  : >"$work/calls"
  answers "$1" "$4" "Use it. [[tool $3 {}]]"
  grep -q "^$2 tell_" "$work/calls" || fail "$1 did not call the MCP server over $2"
}

# tool_name AGENT SERVER MODE: as the agent offers the tool to the model. Codex sends the server's name beside it.
tool_name() {
  case "$1" in
    claude) echo "mcp__$2__tell_$3_word" ;;
    codex) echo "tell_$3_word" ;;
    gemini) echo "mcp_$2_tell_$3_word" ;;
  esac
}

for name in "$@"; do
  prints words "$name" mcp list
  grep -q web "$work/out" || fail "$name mcp list does not show the server over HTTP"
  answers "$name" 'You said: “Say hello' "Say hello"
  calls "$name" stdio "$(tool_name "$name" words stdio)" "$over_stdio"
  calls "$name" http "$(tool_name "$name" web http)" "$over_http"
  say "  $name: through the gateway, with both MCP servers"
done
[ ! -s "$work/own" ] || fail "somebody went to the user's own provider while the gateway was on: $(cat "$work/own")"

ccgate agents disable --home "$home" >"$work/out"
for file in "${files[@]}"; do
  cmp "$work/before/$file" "$home/$file" || fail "$file did not come back to the byte"
done
for name in "$@"; do
  : >"$work/own"
  ask "$name" "Say goodbye" >"$work/out" 2>&1 || true
  if [ ! -s "$work/own" ] || grep -q 'You said' "$work/out"; then
    cat "$work/out" >&2
    fail "$name does not go to the user's own provider after disable"
  fi
  say "  $name: back at the user's own provider"
done

# What the gateway holds ready for the owner of a key, in one command, and back again.
ccgate agents pull --gateway "$CCGATE_URL" --key "$CCGATE_KEY" --home "$home" --yes >"$work/out"
grep -q "$CCGATE_URL/anthropic" "$home/.claude/settings.json" || fail "agents pull did not write: $(cat "$work/out")"
grep -q '\[mcp_servers.web\]' "$home/.codex/config.toml" || fail "agents pull brought no MCP server: $(cat "$work/out")"
if grep -q "$CCGATE_KEY" "$work/out"; then fail "agents pull showed the key"; fi
ccgate agents status --home "$home" >"$work/out" || fail "agents status tells of drift: $(cat "$work/out")"
ccgate agents undo --home "$home" >"$work/out"
cmp "$work/before/.gemini/.env" "$home/.gemini/.env" || fail "undo did not bring back .gemini/.env"
cmp "$work/before/.codex/config.toml" "$home/.codex/config.toml" || fail "undo did not bring back config.toml"
say "agents' settings: $* read what is written, and every byte came back"
