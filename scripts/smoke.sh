#!/usr/bin/env bash
# Talks to a running gateway as clients do, in all four protocols, JSON and stream, and looks at what comes back.
# Reads CCGATE_URL and CCGATE_KEY; scripts/with-demo.sh scripts/smoke.sh runs it against the jar.
# Needs bash alone: it also trains the class archive on machines without curl.
set -euo pipefail

: "${CCGATE_URL:?run me through scripts/with-demo.sh}" "${CCGATE_KEY:?}"
address=${CCGATE_URL#http://}
host=${address%:*}
port=${address##*:}

# request METHOD PATH [BODY]: prints the whole answer, head included.
request() {
  local method=$1 path=$2 body=${3:-}
  exec 3<>"/dev/tcp/$host/$port"
  printf '%s %s HTTP/1.1\r\nhost: %s\r\nauthorization: Bearer %s\r\nanthropic-version: 2023-06-01\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: %s\r\n\r\n%s' \
    "$method" "$path" "$address" "$CCGATE_KEY" "${#body}" "$body" >&3
  cat <&3
  exec 3>&-
}

# expect NAME PATTERN ANSWER
expect() {
  if ! grep -q -- "$2" <<<"$3"; then
    printf 'smoke: %s: no "%s" in:\n%s\n' "$1" "$2" "$3" >&2
    exit 1
  fi
}

check() {
  local name=$1 pattern=$2 answer
  shift 2
  answer=$(request "$@" | tr -d '\000')
  expect "$name" "^HTTP/1.1 200" "$answer"
  expect "$name" "$pattern" "$answer"
}

chat='"messages":[{"role":"user","content":"Hello"}]'
check "health" '"status":"healthy"' GET /health
check "ready" 'ready' GET /ready
check "Messages" '"output_tokens"' POST /anthropic/v1/messages "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":64,$chat}"
check "Messages stream" 'message_stop' POST /anthropic/v1/messages "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":64,\"stream\":true,$chat}"
check "Chat" '"choices"' POST /openai/v1/chat/completions "{\"model\":\"gpt-5.5\",$chat}"
check "Chat stream" 'data: \[DONE\]' POST /openai/v1/chat/completions "{\"model\":\"gpt-5.5\",\"stream\":true,$chat}"
check "Responses" '"output"' POST /openai/v1/responses '{"model":"gpt-5.5","input":"Hello"}'
check "Responses stream" 'response.completed' POST /openai/v1/responses '{"model":"gpt-5.5","input":"Hello","stream":true}'
contents='"contents":[{"role":"user","parts":[{"text":"Hello"}]}]'
check "Gemini" '"candidates"' POST /gemini/v1beta/models/gemini-3.5-flash:generateContent "{$contents}"
check "Gemini stream" '"finishReason"' POST '/gemini/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse' "{$contents}"
check "usage" '"totalRequests":8' POST /usage "{\"type\":\"tenant\",\"apiKey\":\"$CCGATE_KEY\"}"
printf 'smoke: all four protocols answer through %s\n' "$CCGATE_URL"
