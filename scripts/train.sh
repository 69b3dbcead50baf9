#!/usr/bin/env bash
# Makes the archive of loaded classes that start.sh uses: a demo gateway answers a few requests, then the JVM writes down
# what it had loaded. The archive fits one jar and one Java; jvm-flags.sh checks both.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ -f "$jar" ] || build_jar

java=$(find_java)
classes=$(mktemp)
trap 'rm -f "$classes"' EXIT

# train FLAG: one life of a demo gateway, its administration included.
train() {
  JAVA="$java" CCGATE_NO_ARCHIVE=1 CCGATE_EXTRA_FLAGS="$1" CCGATE_ADMIN='{"enabled": true, "username": "admin", "password": "only-for-training"}' \
    "$root/scripts/with-demo.sh" "$root/scripts/smoke.sh" >/dev/null
}

if [ "$(java_version "$java")" -ge 25 ]; then
  archive="$root/proxy-cli/target/ccgate.aot"
  rm -f "$archive" "$archive.release"
  train "-XX:AOTCacheOutput=$archive"
else
  # A whole archive instead of one on top of the JDK's: only such a one takes classes of old class files, as picocli's are.
  archive="$root/proxy-cli/target/ccgate.jsa"
  rm -f "$archive" "$archive.release"
  train "-XX:DumpLoadedClassList=$classes"
  mapfile -t flags < <(CCGATE_NO_ARCHIVE=1 JAVA="$java" "$root/scripts/jvm-flags.sh")
  "$java" "${flags[@]}" -Xshare:dump -XX:SharedClassListFile="$classes" -XX:SharedArchiveFile="$archive" -jar "$jar" >/dev/null 2>&1
fi
[ -f "$archive" ] || fail "the JVM wrote no archive"
cp "$(dirname "$(dirname "$java")")/release" "$archive.release"
say "Wrote $archive"
