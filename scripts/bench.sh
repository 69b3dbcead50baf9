#!/usr/bin/env bash
# Measures the gateway beside nginx on this machine and writes docs/benchmark.md.
#
#   scripts/bench.sh [--quick] [--only ROW,ROW...] [--rounds N]
#
# Rows: json20 json200 body20 body200 sse translated oneshot memory latency day limits start. Nothing here passes or fails a test.
# One event loop of the gateway and one nginx worker, both alone on processor 0, take turns (A B A B); the demo upstream
# and the load run on the others. CPU time is the kernel's count for the process, all threads. Loopback only.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=3 seconds=6 settle=3 warm=10 only='' streams=5000 command="scripts/bench.sh $*"
while [ $# -gt 0 ]; do
  case $1 in
    --quick) rounds=1 seconds=4 settle=1 warm=20 streams=1000 ;;
    --only) only=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
  shift
done

readonly mock_port=19080 nginx_port=19081 gate_port=19082 foreign_port=19083 pair_port=19084 key=bench-key-0123456789abcdef
readonly jar=proxy-cli/target/ccgate.jar
work=$(mktemp -d)
started=()
cleanup() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  sleep 0.5
  for pid in "${started[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT INT TERM

say() { printf '%s\n' "$*" >&2; }
wanted() { [ -z "$only" ] || [[ ",$only," == *",$1,"* ]]; }
any_wanted() { local row; for row in "$@"; do if wanted "$row"; then return 0; fi; done; return 1; }
ulimit -n 32768 2>/dev/null || ulimit -n "$(ulimit -Hn)"

missing=()
for tool in nginx wrk curl; do command -v $tool >/dev/null || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
  say "installing ${missing[*]}"
  $( [ "$(id -u)" = 0 ] || echo sudo ) apt-get install -y -q "${missing[@]}" >&2
fi
if [ ! -f $jar ] || [ ! -d proxy-core/target/test-classes/io/ccgate/bench ]; then
  say "building"
  mvn -q -DskipTests package >&2
fi

# The thing measured has processor 0 for itself where there are two.
subject=() others=()
if [ "$(nproc)" -gt 1 ] && command -v taskset >/dev/null; then
  subject=(taskset -c 0) others=(taskset -c "1-$(($(nproc) - 1))")
fi
flags=()
if [ -f scripts/jvm-flags.sh ]; then
  mapfile -t flags < <(scripts/jvm-flags.sh)
fi
# An array, not a function: a function put in the background would hide the pid to kill.
tool=("${others[@]}" java -Xmx512m -XX:+UseSerialGC -cp "proxy-core/target/test-classes:$jar")
load() { "${tool[@]}" io.ccgate.bench.LoadTool "$@" --key $key 2>>"$work/load.log" || { say "load failed: $(tail -3 "$work/load.log")"; echo failed; }; }
field() { tr ' ' '\n' | sed -n "s/^$1=//p"; }
cpu() { awk '{sub(/.*\) /, ""); print ($12 + $13) * 10000}' "/proc/$1/stat"; }
resident() { awk '/^VmRSS/ {print $2}' "/proc/$1/status"; }

start_mock() {
  "${tool[@]}" io.ccgate.bench.BenchUpstream $mock_port >"$work/mock.out" 2>&1 &
  started+=($!)
  for _ in $(seq 200); do grep -q ready "$work/mock.out" && return; sleep 0.05; done
  say "the demo upstream did not start: $(cat "$work/mock.out")"; exit 1
}

start_nginx() {
  cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.log;
worker_rlimit_nofile 32768;
events { worker_connections 16000; }
http {
  access_log off; client_body_buffer_size 1m; client_max_body_size 32m; keepalive_requests 1000000000;
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;
  upstream demo { server 127.0.0.1:$mock_port; keepalive 512; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:$nginx_port backlog=4096;
    location / { proxy_pass http://demo; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; proxy_read_timeout 900s; }
  }
}
CONF
  "${subject[@]}" nginx -p "$work" -c "$work/nginx.conf" & started+=($!)
  local master=$!
  for _ in $(seq 100); do nginx_pid=$(pgrep -P $master || true); [ -n "$nginx_pid" ] && return; sleep 0.05; done
  say "nginx did not start: $(cat "$work/nginx.log")"; exit 1
}

# tenant KEY MORE: one tenant, with more members.
tenant() { printf '{"id": "%s", "name": "Bench", "key": "%s", "enabled": true, "allowedModels": ["*"]%s}' "$1" "$1" "$2"; }
# tenants DIR TENANT...
tenants() {
  local dir=$1 list; shift
  list=$(IFS=,; echo "$*")
  printf '{"tenants": [%s]}\n' "$list" >"$dir/config/tenants.json"
}

readonly daily=', "limits": {"daily": {"maxUSD": 100000000}}'
# config_for PORT DIR [PROTOCOL]: everything on, as a user would run it.
config_for() {
  mkdir -p "$2/config" "$2/data"
  cat >"$2/config/server.json" <<JSON
{"server": {"listeners": [{"host": "127.0.0.1", "port": $1}], "eventLoops": 1},
 "logging": {"level": "info", "directory": "$2/data/logs", "enableConsole": false}}
JSON
  cat >"$2/config/upstreams.json" <<JSON
{"upstreams": [{"id": "demo", "name": "Demo", "url": "http://127.0.0.1:$mock_port", "key": "demo", "weight": 100,
  "protocol": "${3:-anthropic}", "enabled": true, "healthCheck": {"enabled": false}}],
 "loadBalancer": {"strategy": "weighted_round_robin"}}
JSON
  tenants "$2" "$(tenant $key "$daily")"
  cat >"$2/config/pricing.json" <<JSON
{"unit": "per1m", "modelPricing": {"claude-*": {"input": 0.01, "output": 0.05, "cacheCreation": 0.0125, "cacheRead": 0.001},
  "demo-*": {"input": 0.01, "output": 0.05, "cacheCreation": 0.0125, "cacheRead": 0.001}}}
JSON
}

# start_gate PORT DIR [free]: sets gate_started to its pid; "free" lets it run on every processor, as a user's does.
start_gate() {
  local place=("${subject[@]}")
  if [ "${3:-}" = free ]; then place=(); fi
  "${place[@]}" java "${flags[@]}" -jar $jar serve --config "$2/config" --data "$2/data" >"$2/out" 2>&1 &
  gate_started=$!
  started+=($!)
}

await_gate() {
  [ "$(load await --port "$1" | field answered_ms)" ] && return
  say "the gateway did not answer:"; tail -20 "$2/out" >&2; exit 1
}

# A gateway waits for its streams to end; a benchmark does not.
stop() {
  kill "$1" 2>/dev/null || true
  for _ in $(seq 50); do kill -0 "$1" 2>/dev/null || break; sleep 0.1; done
  kill -9 "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# day_file DIR TENANT: 50,000 records of today, as the gateway writes them.
day_file() {
  local day; day=$(date -u +%F)
  mkdir -p "$1/data/usage/$2/${day%-*}"
  awk -v day="$day" -v tenant="$2" 'BEGIN { for (i = 0; i < 50000; i++) printf "{\"requestId\":\"req_%d\",\"tenantId\":\"%s\",\"timestamp\":\"%sT00:%02d:%02d.%03dZ\",\"model\":\"claude-demo\",\"inputTokens\":1000,\"outputTokens\":200,\"cacheCreationTokens\":0,\"cacheReadTokens\":0,\"totalTokens\":1200,\"inputCost\":0.00001,\"outputCost\":0.00001,\"cacheCreationCost\":0,\"cacheReadCost\":0,\"totalCost\":0.00002,\"duration\":120,\"statusCode\":200,\"errorType\":null,\"upstream\":\"demo\",\"userAgent\":\"bench\",\"clientIP\":\"127.0.0.1\",\"metadata\":{\"hasRequestBody\":true,\"requestBodySize\":512,\"responseBodySize\":2048}}\n", i, tenant, day, 0, int(i / 1000) % 60, i % 1000 }' \
    >"$1/data/usage/$2/${day%-*}/$day.json"
}

# wrk_load PORT ANSWER_BYTES REQUEST_BYTES SECONDS [KEY]
wrk_load() {
  cat >"$work/wrk.lua" <<LUA
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer ${5:-$key}"
wrk.headers["anthropic-version"] = "2023-06-01"
wrk.headers["x-mock-prebuilt"] = "true"
wrk.headers["x-mock-size"] = "$2"
wrk.body = '{"model":"claude-demo","max_tokens":4096,"messages":[{"role":"user","content":"' .. string.rep("benchmark ", math.floor($3 / 10)) .. '"}]}'
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("requests=%d errors=%d\n", summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
LUA
  "${others[@]}" wrk -t1 -c32 -d"$4s" -s "$work/wrk.lua" "http://127.0.0.1:$1/v1/messages" | sed -n '/^requests=/p'
}

# per_request PORT PID ANSWER_BYTES REQUEST_BYTES [KEY] [SECONDS]: CPU microseconds
per_request() {
  local before after line errors
  before=$(cpu "$2"); line=$(wrk_load "$1" "$3" "$4" "${6:-$seconds}" "${5:-$key}"); after=$(cpu "$2")
  errors=$(field errors <<<"$line")
  [ "$errors" = 0 ] || { say "$errors failed requests on port $1"; echo failed; return; }
  awk -v c=$((after - before)) -v n="$(field requests <<<"$line")" 'BEGIN {printf "%.1f\n", c / n}'
}

# warmed PORT PID COMMAND...: repeats a measure until two in a row differ by less than 4 %, at most for 12 times. The compiler
# shares the one processor with what it compiles: it has to be through before anything is counted.
warmed() {
  local last=1000000 now
  for _ in $(seq 12); do
    now=$("${@:3}" "$1" "$2")
    awk -v a="$last" -v b="$now" 'BEGIN {exit !(a < b * 1.04 && a > b * 0.96)}' && return
    last=$now
  done
}

note() { printf '%s %s %s\n' "$1" "$2" "$3" >>"$work/results"; say "  $1 $2 $3"; }

# turns ROW FUNCTION...: nginx and gateway, one after the other, several times
turns() {
  local row=$1; shift
  wanted "$row" || return 0
  say "$row"
  for _ in $(seq "$rounds"); do
    note "$row" nginx "$("$@" $nginx_port "$nginx_pid")"
    note "$row" ccgate "$("$@" $gate_port "$gate_pid")"
  done
}
json20() { per_request "$1" "$2" 20000 200; }
json200() { per_request "$1" "$2" 200000 200; }
body20() { per_request "$1" "$2" 1000 20000; }
body200() { per_request "$1" "$2" 1000 200000; }
sse() { load streams --streams 400 --interval 20ms --settle $settle --seconds $seconds --port "$1" --pids "$2" | field cpu_us_per_event; }
oneshot() { load oneshot --streams 32 --settle $settle --seconds $seconds --port "$1" --pids "$2" | field cpu_us_per_stream; }

touch "$work/results"
config_for $gate_port "$work/gate"
start_mock
start_nginx

if wanted start; then
  say start
  # Neither the upstream's own first answer nor the first look at the archive on disk belongs to the gateway.
  wrk_load $nginx_port 1000 200 2 >/dev/null
  for _ in 1 2 3; do
    config_for $gate_port "$work/start"
    load await --port $gate_port >"$work/await" & waiter=$!
    sleep 2 # The tool's own start must not count.
    begun=$(date +%s%3N)
    start_gate $gate_port "$work/start" free
    wait $waiter || true
    note start ccgate "$(awk -v a="$(field answered_ms <"$work/await")" -v b="$begun" 'BEGIN {printf "%.2f\n", (a - b) / 1000}')"
    stop "$gate_started"
  done
fi

if wanted memory; then
  say memory
  for _ in $(seq "$rounds"); do
    note memory nginx "$(load hold --streams $streams --port $nginx_port --pids "$nginx_pid" | field per_stream_kb)"
    config_for $gate_port "$work/memory"
    start_gate $gate_port "$work/memory"
    await_gate $gate_port "$work/memory"
    sleep 2
    note idle ccgate "$(awk -v k="$(resident "$gate_started")" 'BEGIN {printf "%.1f\n", k / 1024}')"
    load oneshot --streams 32 --settle 0 --seconds 2 --port $gate_port >/dev/null
    note memory ccgate "$(load hold --streams $streams --port $gate_port --pids "$gate_started" | field per_stream_kb)"
    stop "$gate_started"
  done
fi

if any_wanted json20 json200 body20 body200 sse oneshot latency translated; then
  start_gate $gate_port "$work/gate"
  gate_pid=$gate_started
  await_gate $gate_port "$work/gate"
  say "warm-up"
  if any_wanted json20 json200 body20 body200; then
    wrk_load $gate_port 20000 2000 "$warm" >/dev/null
    wrk_load $gate_port 2000 100000 "$warm" >/dev/null
    warmed $gate_port "$gate_pid" json20
  fi
  if any_wanted sse oneshot latency translated; then
    load oneshot --streams 32 --settle 0 --seconds "$warm" --port $gate_port >/dev/null
    load streams --streams 400 --interval 20ms --settle 0 --seconds "$warm" --port $gate_port >/dev/null
    warmed $gate_port "$gate_pid" oneshot
  fi
fi

for row in json20 json200 body20 body200 sse oneshot; do turns $row $row; done

if wanted latency; then
  say latency
  for _ in $(seq "$rounds"); do
    for who in direct:$mock_port:$$ nginx:$nginx_port:$nginx_pid ccgate:$gate_port:$gate_pid; do
      IFS=: read -r name port pid <<<"$who"
      line=$(load streams --streams 100 --interval 20ms --settle $settle --seconds $seconds --port "$port" --pids "$pid")
      note p50 "$name" "$(field p50_us <<<"$line")"
      note p99 "$name" "$(field p99_us <<<"$line")"
    done
  done
fi

if wanted translated; then
  say translated
  config_for $foreign_port "$work/foreign" openai-chat
  start_gate $foreign_port "$work/foreign"
  foreign_pid=$gate_started
  await_gate $foreign_port "$work/foreign"
  load streams --streams 400 --interval 20ms --settle 0 --seconds $((warm * 2)) --port $foreign_port >/dev/null
  for _ in $(seq "$rounds"); do
    note translated native "$(sse $gate_port "$gate_pid")"
    note translated foreign "$(sse $foreign_port "$foreign_pid")"
  done
  stop "$foreign_pid"
fi

# pair ROW ONE TENANT OTHER TENANT: two tenants of one gateway take turns, many short ones, so that only what differs between
# them can show.
pair() {
  local row=$1 one=$2 first=$3 other=$4 second=$5
  say "$row"
  tenants "$work/$row" "$first" "$second"
  start_gate $pair_port "$work/$row"
  local pid=$gate_started
  await_gate $pair_port "$work/$row"
  wrk_load $pair_port 1000 200 "$warm" "$one" >/dev/null
  wrk_load $pair_port 1000 200 "$warm" "$other" >/dev/null
  warmed $pair_port "$pid" json1
  for _ in $(seq $((rounds * 5))); do
    note "$row" "$one" "$(per_request $pair_port "$pid" 1000 200 "$one" 3)"
    note "$row" "$other" "$(per_request $pair_port "$pid" 1000 200 "$other" 3)"
  done
  stop "$pid"
}
json1() { per_request "$1" "$2" 1000 200; }

if wanted day; then
  config_for $pair_port "$work/day"
  day_file "$work/day" full
  pair day $key "$(tenant $key "$daily")" full "$(tenant full "$daily")"
fi

if wanted limits; then
  config_for $pair_port "$work/limits"
  windows='{"maxUSD": 100000000, "maxTokens": 100000000000000, "maxRequests": 1000000000000}'
  pair limits $key "$(tenant $key '')" all "$(tenant all ", \"limits\": {\"fiveHour\": $windows, \"daily\": $windows, \"weekly\": $windows,
    \"monthly\": $windows, \"total\": $windows, \"models\": {\"claude-*\": {\"daily\": $windows}},
    \"requestsPerMinute\": 100000000, \"tokensPerMinute\": 1000000000000, \"maxConcurrent\": 10000}")"
fi

report() {
  awk -v key=$key '
    function median(who, row,   n, i, j, t, list, v) {
      n = split(values[row " " who], list, " ")
      if (n == 0) return "-"
      for (i = 1; i <= n; i++) if (list[i] == "failed") return "failed"
      for (i = 1; i < n; i++) for (j = i + 1; j <= n; j++) if (list[j] + 0 < list[i] + 0) { t = list[i]; list[i] = list[j]; list[j] = t }
      return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
    }
    # The median of what the second of a pair cost more than the first, turn by turn.
    function more(one, other, row,   n, i, a, b, d, differences) {
      n = split(values[row " " one], a, " ")
      if (split(values[row " " other], b, " ") != n || n == 0) return "-"
      for (i = 1; i <= n; i++) {
        if (a[i] == "failed" || b[i] == "failed") return "failed"
        differences = differences " " (b[i] - a[i])
      }
      values[row " more"] = differences
      return median("more", row)
    }
    function number(v) { return v != "-" && v != "failed" && v != "" }
    function verdict(v, must, aim) { return v <= aim ? "aim" : v <= must ? "must" : "**missed**" }
    function versus(what, row, must, aim,   a, b, r) {
      a = median("nginx", row); b = median("ccgate", row)
      if (!number(a) && !number(b)) return
      r = number(a) && number(b) && a > 0 ? b / a : "-"
      printf "| %s | %s | %s | %s | ≤ %s× | ≤ %s× | %s |\n", what, a, b, r == "-" ? r : sprintf("%.2f×", r), must, aim, r == "-" ? "-" : verdict(r, must, aim)
    }
    function absolute(what, row, unit, must, aim,   a, b) {
      a = median("nginx", row); b = median("ccgate", row)
      if (!number(b) && !number(a)) return
      printf "| %s | %s | %s | - | ≤ %s %s | ≤ %s %s | %s |\n", what, a, b, must, unit, aim, unit, number(b) ? verdict(b, must, aim) : b
    }
    function added(what, row, must, aim,   d, a, b) {
      d = median("direct", row); a = median("nginx", row); b = median("ccgate", row)
      if (!number(d) || !number(a) || !number(b)) return
      a -= d; b -= d
      if (row == "p50") { must = a + must; aim = a + aim }
      printf "| %s | %d | %d | - | ≤ %d µs | ≤ %d µs | %s |\n", what, a, b, must, aim, verdict(b, must, aim)
    }
    { values[$1 " " $2] = values[$1 " " $2] " " $3 }
    END {
      print "| measure | nginx | ccgate | ratio | must | aim | met |"
      print "|---|---|---|---|---|---|---|"
      versus("CPU µs per request, 20 KB answer, 32 connections", "json20", 1.6, 1.2)
      versus("CPU µs per request, 20 KB request body", "body20", 1.6, 1.2)
      versus("CPU µs per request, 200 KB answer", "json200", 1.0, 0.7)
      versus("CPU µs per request, 200 KB request body", "body200", 1.0, 0.7)
      versus("CPU µs per relayed SSE event, 400 streams, one each 20 ms", "sse", 1.3, 0.9)
      versus("CPU µs per stream of 200 events in one write", "oneshot", 1.6, 0.8)
      absolute("memory per open stream, KB", "memory", "KB", 25, 12)
      absolute("memory of the idle process, MB", "idle", "MB", 120, 80)
      added("added latency per event p50, µs, 100 streams", "p50", 30, 0)
      added("added latency per event p99, µs, 100 streams", "p99", 5000, 1500)
      a = median("native", "translated"); b = median("foreign", "translated")
      if (number(a) && number(b)) printf "| CPU µs per SSE event, native → translated from Chat Completions to Messages | - | %s → %s | %.2f× | ≤ 3× | ≤ 1.8× | %s |\n", a, b, b / a, verdict(b / a, 3, 1.8)
      a = median(key, "day"); d = more(key, "full", "day")
      if (number(a) && number(d)) printf "| CPU µs per request, empty day → 50,000 records that day | - | %s → %+.1f | %.2f× | ≤ 1.1× | ≤ 1.0× | %s |\n", a, d, 1 + d / a, verdict(1 + d / a, 1.1, 1.02)
      a = median(key, "limits"); d = more(key, "all", "limits")
      if (number(a) && number(d)) printf "| CPU µs per request, no limit → 18 limits and three rates | - | %s → %+.1f | %+.1f µs | ≤ 3 µs | - | %s |\n", a, d, d, d <= 3 ? "must" : "**missed**"
      absolute("start to first relayed answer, s", "start", "s", 1.0, 0.4)
    }' "$work/results"
}

shown="${flags[*]}"
shown=${shown//$PWD\//}
{
  echo "# Benchmark"
  echo
  echo "\`$command\` on $(date -u +%F), medians of $rounds round(s) of $seconds s, nginx and ccgate in turns on one processor each time."
  echo "Machine: $(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(uname -sr), $(java -version 2>&1 | sed -n '1s/"//gp'), $(nginx -v 2>&1 | sed 's/.*: //')."
  echo
  echo "Gateway: one event loop, JVM flags \`${shown:-none}\`; key check, daily limit, metering, usage journal and access log on."
  echo "nginx: one worker, \`proxy_pass\` with keep-alive to the same upstream, \`proxy_buffering off\`, no access log."
  echo
  report
} >"$work/benchmark.md"
cat "$work/benchmark.md"
if [ -z "$only" ]; then cp "$work/benchmark.md" docs/benchmark.md; say "written to docs/benchmark.md"; fi
