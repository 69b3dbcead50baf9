# shellcheck shell=bash
# What the scripts share: where things are, and which Java runs them. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar="$root/proxy-cli/target/ccgate.jar"

say() { printf '%s\n' "$*" >&2; }
fail() { say "$(basename "$0"): $*"; exit 1; }

# Prints the java to use: $JAVA, else JAVA_HOME's, else the one on the path.
find_java() {
  local candidate
  for candidate in "${JAVA:-}" "${JAVA_HOME:+$JAVA_HOME/bin/java}" java; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
      readlink -f "$(command -v "$candidate")"
      return
    fi
  done
  fail "no Java found; install JDK 17 or later, or set JAVA_HOME"
}

# Prints the feature version (17, 25, …) of a java. The release file spares starting it once only to ask.
java_version() {
  local release version
  release="$(dirname "$(dirname "$1")")/release"
  if [ -r "$release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  else
    version=$("$1" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')
  fi
  printf '%s\n' "${version:-0}"
}

# Whether the jar is missing or older than what it is built from.
jar_is_stale() {
  [ ! -f "$jar" ] || [ -n "$(find "$root"/pom.xml "$root"/proxy-*/pom.xml "$root"/proxy-*/src/main -newer "$jar" -print -quit)" ]
}

build_jar() {
  command -v mvn >/dev/null 2>&1 || fail "Maven is needed to build (Debian: apt-get install maven)"
  say "Building $jar …"
  (cd "$root" && mvn -B -q -Dmaven.test.skip=true package)
}
