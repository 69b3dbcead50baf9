#!/usr/bin/env bash
# Stops the gateway that start.sh started: running requests finish first. With --now they end at once.
#   scripts/stop.sh [--now] [--data DIR]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

now=""
data=data
while [ $# -gt 0 ]; do
  case "$1" in
    --now) now=yes; shift ;;
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    -h | --help) sed -n '2,3s/^# *//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) fail "unknown option $1 (see --help)" ;;
  esac
done

file="$data/ccgate.pid"
if [ ! -f "$file" ]; then
  say "Not running."
  exit 0
fi
pid=$(tr -cd '0-9' <"$file")
# A number in an old file may be another program's by now.
if [ -z "$pid" ] || ! ps -p "$pid" -o args= 2>/dev/null | grep -q 'ccgate\.jar'; then
  rm -f "$file"
  say "Not running."
  exit 0
fi

kill -TERM "$pid"
if [ -n "$now" ]; then
  sleep 0.3
  kill -TERM "$pid" 2>/dev/null || true
fi
say "Stopping process $pid; running requests may finish …"
while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
rm -f "$file"
say "Stopped."
