#!/usr/bin/env bash
# Prints the JVM flags for the gateway, one a line, for the Java that will run it.
# CCGATE_HEAP and CCGATE_DIRECT set the limits of heap and buffers (512m each); CCGATE_JAVA_OPTS is added at the end.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

java=$(find_java)
version=$(java_version "$java")
[ "$version" -ge 17 ] || fail "Java 17 or later is needed; $java is $version"
cores=$(nproc 2>/dev/null || echo 2)

# With one or two cores a second collector thread only takes time from the event loops.
if [ "$cores" -le 2 ]; then echo "-XX:+UseSerialGC"; else echo "-XX:+UseG1GC"; fi
echo "-Xms16m"
echo "-Xmx${CCGATE_HEAP:-512m}"
echo "-XX:MaxDirectMemorySize=${CCGATE_DIRECT:-512m}"
echo "-Xss512k"
echo "-XX:ReservedCodeCacheSize=64m"
# Compiling while it starts costs a start more than it gains; what is hot is found soon enough.
echo "-XX:CompileThresholdScaling=3"
echo "-XX:+ExitOnOutOfMemoryError"
echo "--enable-native-access=ALL-UNNAMED"
echo "-Dio.netty.leakDetection.level=disabled"
if [ "$version" -ge 25 ]; then
  echo "-XX:+UseCompactObjectHeaders"
fi

# The archive of loaded classes that train.sh made: taken only when it belongs to this jar and this Java.
archive="$root/proxy-cli/target/ccgate.jsa"
flag="-XX:SharedArchiveFile"
if [ "$version" -ge 25 ]; then
  archive="$root/proxy-cli/target/ccgate.aot"
  flag="-XX:AOTCache"
fi
release="$(dirname "$(dirname "$java")")/release"
if [ -z "${CCGATE_NO_ARCHIVE:-}" ] && [ -f "$archive" ] && [ ! "$jar" -nt "$archive" ] \
  && cmp -s "$release" "$archive.release"; then
  echo "$flag=$archive"
fi

for option in ${CCGATE_JAVA_OPTS:-}; do echo "$option"; done
