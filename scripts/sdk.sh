#!/usr/bin/env bash
# Runs the vendors' JavaScript SDKs through a gateway to upstreams of other protocols: streaming helpers, tool loops, exceptions.
#   scripts/sdk.sh
# The SDKs come from npm into CCGATE_SDK_DIR (default ~/.cache/ccgate-sdk) and stay there.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

readonly sdk=${CCGATE_SDK_DIR:-$HOME/.cache/ccgate-sdk}
readonly install_limit=300 run_limit=120

if [ -z "${CCGATE_URL:-}" ]; then
  command -v npm >/dev/null 2>&1 || fail "npm is needed to install the SDKs (Debian: apt-get install npm)"
  mkdir -p "$sdk"
  cp "$root"/scripts/sdk/* "$sdk"
  if [ ! -d "$sdk/node_modules/@google/genai" ]; then
    say "Installing the SDKs into $sdk …"
    if ! (cd "$sdk" && timeout "$install_limit" npm install --no-audit --no-fund --no-package-lock --loglevel error >npm.log 2>&1); then
      cat "$sdk/npm.log" >&2
      fail "npm could not install the SDKs; without a package registry in reach this part of the proof cannot run"
    fi
  fi
  for pair in anthropic@openai-chat anthropic@openai-responses anthropic@gemini openai@anthropic openai@gemini genai@anthropic genai@openai-chat; do
    CCGATE_PROTOCOLS=${pair#*@} "$root/scripts/with-demo.sh" "${BASH_SOURCE[0]}" "${pair%@*}"
  done
  say "sdk: the vendors' SDKs work at upstreams of every other protocol"
  exit
fi

cd "$sdk"
timeout --kill-after=5 "$run_limit" node "$1.mjs"
