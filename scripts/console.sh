#!/usr/bin/env bash
# Uses the console as a person does, in Chromium: logs in, adds and sorts upstreams, watches requests, changes a limit, looks at every
# page in both languages and themes, on a desk and on a phone; an accessibility checker looks along.
#   scripts/console.sh
# Screenshots of every page go to CCGATE_SCREENSHOTS (default target/console). Playwright and axe come from npm into
# CCGATE_CONSOLE_DIR (default ~/.cache/ccgate-console) and stay there; the browser is Debian's (CHROMIUM names another).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly tools=${CCGATE_CONSOLE_DIR:-$HOME/.cache/ccgate-console}
readonly install_limit=300 run_limit=200

if [ -z "${CCGATE_URL:-}" ]; then
  CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
  [ -n "$CHROMIUM" ] || fail "Chromium is needed (Debian: apt-get install chromium)"
  command -v npm >/dev/null 2>&1 || fail "npm is needed to install Playwright (Debian: apt-get install npm)"
  mkdir -p "$tools"
  cp "$root"/scripts/console/* "$tools"
  if [ ! -d "$tools/node_modules/playwright-core" ] || [ ! -d "$tools/node_modules/axe-core" ]; then
    say "Installing Playwright into $tools …"
    if ! (cd "$tools" && timeout "$install_limit" npm install --no-audit --no-fund --no-package-lock --loglevel error >npm.log 2>&1); then
      cat "$tools/npm.log" >&2
      fail "npm could not install Playwright; without a package registry in reach this part of the proof cannot run"
    fi
  fi
  export CHROMIUM CCGATE_SCREENSHOTS=${CCGATE_SCREENSHOTS:-$root/target/console}
  # The agents that it switches on live in a home of their own.
  CCGATE_AGENTS_HOME=$(mktemp -d)
  trap 'rm -rf "$CCGATE_AGENTS_HOME"' EXIT
  mkdir "$CCGATE_AGENTS_HOME/.claude"
  export CCGATE_AGENTS_HOME CCGATE_CONSOLE_DIR=$tools
  env -u CLAUDE_CONFIG_DIR -u CODEX_HOME -u GEMINI_CLI_HOME HOME="$CCGATE_AGENTS_HOME" \
    CCGATE_ADMIN='{"username": "admin", "password": "a-good-password"}' CCGATE_PROTOCOLS="anthropic openai-chat" \
    "$root/scripts/with-demo.sh" "${BASH_SOURCE[0]}"
  say "console: a person can work with it; screenshots are in $CCGATE_SCREENSHOTS"
  exit
fi

cd "$tools"
mkdir -p "$CCGATE_SCREENSHOTS"
timeout --kill-after=5 "$run_limit" node proof.mjs
