#!/usr/bin/env bash
# Starts the gateway: builds it if needed, writes a first configuration if there is none.
#   scripts/start.sh [--daemon] [--config DIR] [--data DIR]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

daemon=""
config=config
data=data
while [ $# -gt 0 ]; do
  case "$1" in
    --daemon) daemon=yes; shift ;;
    --config) config=${2:?--config needs a folder}; shift 2 ;;
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    -h | --help) sed -n '2,3s/^# *//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) fail "unknown option $1 (see --help)" ;;
  esac
done

if jar_is_stale; then build_jar; fi
java=$(find_java)
export JAVA="$java"
mapfile -t flags < <("$root/scripts/jvm-flags.sh")
if [ ${#flags[@]} -eq 0 ]; then exit 1; fi
if [[ " ${flags[*]} " != *SharedArchiveFile* && " ${flags[*]} " != *AOTCache* ]] && [ -z "${CCGATE_NO_ARCHIVE:-}" ]; then
  say "Preparing a fast start (once for each build) …"
  if "$root/scripts/train.sh" 2>/dev/null; then
    mapfile -t flags < <("$root/scripts/jvm-flags.sh")
  else
    say "That did not work; starting without it."
  fi
fi

serve=(serve --config "$config" --data "$data")
# Without a configuration the gateway writes a first one, for the demo upstream; that one goes on as long as its upstreams
# stand in the file.
if ! compgen -G "$config/upstreams.*" | grep -qv 'example$' || grep -qsE '"?id"?: *"?demo' "$config"/upstreams.[jy]*; then
  serve+=(--demo)
fi
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}

if [ -z "$daemon" ]; then
  exec "$java" "${flags[@]}" -jar "$jar" "${serve[@]}"
fi

mkdir -p "$data/logs"
# It may hold the first key, which is shown once.
umask 077
console="$data/logs/console.log"
nohup "$java" "${flags[@]}" -jar "$jar" "${serve[@]}" >"$console" 2>&1 </dev/null &
pid=$!
for _ in $(seq 600); do
  if grep -q 'listening on' "$console" || ! kill -0 "$pid" 2>/dev/null; then break; fi
  sleep 0.05
done
sleep 0.1
cat "$console"
kill -0 "$pid" 2>/dev/null || fail "the gateway did not start"
echo "Running as process $pid; scripts/stop.sh stops it."
