#!/usr/bin/env bash
# Kills a gateway under load (kill -9) again and again on one data folder; after each kill `usage verify` must find nothing
# lost, doubled or wrong, every answer that a client has seen the end of must be in the books, and the sums must fit what
# the demo upstream counted:
#   scripts/crash.sh [TIMES=200] [SEED]
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
case "${1:-}" in -*) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;; esac

tests="$root/proxy-core/target/test-classes"
if [ ! -f "$jar" ] || [ ! -f "$tests/io/ccgate/durability/Crashes.class" ]; then
  say "building"
  (cd "$root" && mvn -q -B -DskipTests package)
fi
exec "$(find_java)" -Xmx400m -XX:+UseSerialGC -cp "$tests:$jar" io.ccgate.durability.Crashes "${1:-200}" ${2:+"$2"}
