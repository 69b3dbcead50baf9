#!/usr/bin/env bash
# Makes the archive of loaded classes that start.sh uses: a demo gateway answers a few requests, then the JVM writes down
# what it had loaded. The archive fits one jar and one Java; jvm-flags.sh checks both.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ -f "$jar" ] || build_jar

java=$(find_java)
if [ "$(java_version "$java")" -ge 25 ]; then
  archive="$root/proxy-cli/target/ccgate.aot"
  extra="-XX:AOTCacheOutput=$archive"
else
  archive="$root/proxy-cli/target/ccgate.jsa"
  extra="-XX:ArchiveClassesAtExit=$archive"
fi
rm -f "$archive" "$archive.release"
JAVA="$java" CCGATE_NO_ARCHIVE=1 CCGATE_EXTRA_FLAGS="$extra" "$root/scripts/with-demo.sh" "$root/scripts/smoke.sh" >/dev/null
[ -f "$archive" ] || fail "the JVM wrote no archive"
cp "$(dirname "$(dirname "$java")")/release" "$archive.release"
say "Wrote $archive"
