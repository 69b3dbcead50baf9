#!/usr/bin/env bash
# Everything that proves the product. On Debian, as root, it installs what it needs and does not find.
#   scripts/test.sh [--quick]      --quick leaves out Java 25, the second build, the SDKs and the agents
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

quick=""
case "${1:-}" in
  "") ;;
  --quick) quick=yes ;;
  *) sed -n '2,3s/^# *//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac

step() { printf '\n== %s\n' "$*"; }

need() {
  local command=$1 package=$2
  if command -v "$command" >/dev/null 2>&1; then return; fi
  if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    fail "$command is missing and cannot be installed here"
  fi
  say "Installing $package …"
  if ! apt-get install -y -qq "$package" >/dev/null 2>&1; then
    apt-get update -qq
    apt-get install -y -qq "$package" >/dev/null
  fi
}

step "Tools"
need javac openjdk-17-jdk-headless
need mvn maven
need git git
need node nodejs
need npm npm
need shellcheck shellcheck
need ps procps
need chromium chromium
if [ -z "$(fc-list :lang=zh 2>/dev/null)" ]; then
  # Screenshots of the Chinese console are empty boxes without one; nothing fails for want of it.
  apt-get install -y -qq fonts-wqy-microhei >/dev/null 2>&1 || say "No Chinese font: its screenshots will show boxes."
fi
java=$(find_java)
export JAVA="$java"
say "Java $(java_version "$java"), $(mvn -v | sed -n '1s/\x1b\[[0-9;]*m//gp'), Node $(node --version)"

step "Scripts"
shellcheck -x -P scripts scripts/*.sh .ci/run

# Netty tells of a buffer that nobody gave back in the output of whatever test runs when it is collected.
no_leaks() {
  if grep -l 'LEAK:' proxy-*/target/surefire-reports/*-output.txt; then
    fail "a buffer was not released: see LEAK: in the files above"
  fi
}

step "Build, static analysis and all tests on Java $(java_version "$java")"
mvn -B -ntp verify
no_leaks

step "The jar: a real start, four protocols, a clean stop"
scripts/train.sh
scripts/with-demo.sh scripts/smoke.sh

if [ -n "$quick" ]; then exit 0; fi

step "The same sources give the same jar"
first=$(sha256sum <"$jar")
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
git ls-files -z --cached --others --exclude-standard | tar -c --null -T - | tar -x -C "$again"
(cd "$again" && mvn -B -q -o -Dmaven.test.skip=true package)
[ "$first" = "$(sha256sum <"$again/proxy-cli/target/ccgate.jar")" ] || fail "a second build gave another jar"

java25=""
for home in "${JAVA25_HOME:-}" /usr/lib/jvm/*25*; do
  if [ -x "$home/bin/java" ] && [ "$(java_version "$home/bin/java")" -ge 25 ]; then java25="$home/bin/java"; fi
done
if [ -n "$java25" ]; then
  step "The jar on Java $(java_version "$java25")"
  JAVA="$java25" scripts/train.sh
  JAVA="$java25" scripts/with-demo.sh scripts/smoke.sh
else
  say "No Java 25 here (JAVA25_HOME or /usr/lib/jvm): its run is left out."
fi

step "The console in a browser"
scripts/console.sh

step "The vendors' JavaScript SDKs at foreign upstreams"
scripts/sdk.sh

step "Claude Code, Codex and Gemini CLI"
scripts/agents.sh

step "The agents' own settings"
scripts/agent-settings.sh

step "All good"
