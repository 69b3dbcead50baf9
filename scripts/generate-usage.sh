#!/usr/bin/env bash
# Writes usage files of the past as a gateway would have written them, to try questions and starts on a full data folder:
#   scripts/generate-usage.sh DATA_DIR [DAYS=365] [REQUESTS_A_DAY=50000] [TENANTS=5]
# and with --measure DATA_DIR says how long a start of the books and a year's questions take there. 365 days of 50,000
# requests are 17 GB.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
usage() { sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

class=io.ccgate.bench.UsageGenerator
if [ "${1:-}" = --measure ]; then class=io.ccgate.bench.YearOfUsage; shift; fi
case "${1:-}" in "" | -*) usage ;; esac
data=$1 days=${2:-365} requests=${3:-50000} tenants=${4:-5}

tests="$root/proxy-core/target/test-classes"
if [ ! -f "$jar" ] || [ ! -f "$tests/${class//.//}.class" ]; then
  say "building"
  (cd "$root" && mvn -q -B -DskipTests package)
fi
exec "$(find_java)" -Xmx512m -XX:+UseSerialGC -cp "$tests:$jar" "$class" "$data" "$days" "$requests" "$tenants"
