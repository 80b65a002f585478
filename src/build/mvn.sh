#!/usr/bin/env bash
# Runs the Maven wrapper on JDK 25, whatever `java` is first on the PATH. On a cold cache Maven prints
# thousands of lines, so they are thinned to progress; MVN_RAW=1 shows everything.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
JAVA_HOME=$("$here/java-home.sh")
# It lives for a minute or four beside the tests that it starts, so the optimizing compiler takes more than it gives.
export JAVA_HOME MAVEN_OPTS="${MAVEN_OPTS:--Xmx1500m -XX:+UseSerialGC -XX:TieredStopAtLevel=1}"
cd "$here/../.."
if [[ -n ${MVN_RAW:-} ]]; then
  exec ./mvnw --batch-mode --no-transfer-progress "$@"
fi
./mvnw --batch-mode "$@" 2>&1 | awk -f "$here/progress.awk"
