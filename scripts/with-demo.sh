#!/usr/bin/env bash
# Runs a command beside a gateway on a demo upstream, all in a temporary folder on free ports:
#   scripts/with-demo.sh COMMAND…
# The command finds CCGATE_URL, CCGATE_KEY, CCGATE_CONFIG and CCGATE_DATA in its environment. The gateway is stopped
# afterwards as a user would stop it; the exit code is the command's, or 1 if the gateway did not start or stop well.
# CCGATE_ADMIN is the admin section of its server.json (default: switched off).
# CCGATE_PROTOCOLS names what the upstreams speak (default: all four); a client of another protocol is then translated.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ $# -gt 0 ] || fail "usage: with-demo.sh COMMAND…"
[ -f "$jar" ] || build_jar

java=$(find_java)
mapfile -t flags < <(JAVA="$java" "$root/scripts/jvm-flags.sh")
work=$(mktemp -d)
pid=""
# shellcheck disable=SC2317 # the trap calls it
cleanup() {
  if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then kill -KILL "$pid"; fi
  rm -rf "$work"
}
trap cleanup EXIT

export CCGATE_CONFIG="$work/config" CCGATE_DATA="$work/data" CCGATE_KEY="sk-demo-0123456789abcdef0123456789abcdef"
mkdir -p "$CCGATE_CONFIG"

admin=${CCGATE_ADMIN:-'{"enabled": false}'}

# write_config UPSTREAM_PORT GATEWAY_PORT
write_config() {
  local url="http://127.0.0.1:$1" protocol separator=""
  cat >"$CCGATE_CONFIG/server.json" <<JSON
{
  "server": {"listeners": [{"host": "127.0.0.1", "port": $2}]},
  "logging": {"directory": "$work/logs", "enableConsole": false},
  "admin": $admin
}
JSON
  {
    echo '{"upstreams": ['
    for protocol in ${CCGATE_PROTOCOLS:-anthropic openai-chat openai-responses gemini}; do
      echo "$separator{\"id\": \"demo-$protocol\", \"name\": \"Demo\", \"url\": \"$url\", \"key\": \"demo\", \"protocol\": \"$protocol\"}"
      separator=","
    done
    echo '], "loadBalancer": {"strategy": "availability_first"}}'
  } >"$CCGATE_CONFIG/upstreams.json"
  cat >"$CCGATE_CONFIG/tenants.json" <<JSON
{"tenants": [{"id": "demo", "name": "Demo", "key": "$CCGATE_KEY", "allowedModels": ["*"]}]}
JSON
  cat >"$CCGATE_CONFIG/pricing.json" <<JSON
{"unit": "per1m", "modelPricing": {"*": {"input": 3, "output": 15, "cacheCreation": 3.75, "cacheRead": 0.3}}}
JSON
}

# Two neighbouring ports, chosen anew when taken.
CCGATE_URL=""
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 20000))
  write_config "$port" "$((port + 1))"
  # shellcheck disable=SC2086 # several flags in one variable
  "$java" "${flags[@]}" ${CCGATE_EXTRA_FLAGS:-} -jar "$jar" serve --demo --config "$CCGATE_CONFIG" --data "$CCGATE_DATA" \
    >"$work/out" 2>"$work/err" &
  pid=$!
  for _ in $(seq 600); do
    CCGATE_URL=$(sed -n '/listening on/{n;s/^ *//p;}' "$work/out")
    if [ -n "$CCGATE_URL" ] || ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.05
  done
  [ -z "$CCGATE_URL" ] || break
  wait "$pid" || true
  grep -qi 'address already in use\|cannot listen' "$work/err" || break
done
if [ -z "$CCGATE_URL" ]; then
  cat "$work/out" "$work/err" >&2
  fail "the gateway did not start"
fi
export CCGATE_URL CCGATE_PID=$pid

code=0
"$@" || code=$?

kill -TERM "$pid"
stopped=0
wait "$pid" || stopped=$?
if [ "$stopped" -ne 0 ] || [ "$code" -ne 0 ]; then
  cat "$work/out" "$work/err" >&2
  find "$work/logs" -name '*.log' -exec tail -n 20 {} + >&2 2>/dev/null || true
fi
[ "$stopped" -eq 0 ] || fail "the gateway stopped with code $stopped"
exit "$code"
