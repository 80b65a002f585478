#!/usr/bin/env bash
# Prints the home of a JDK 25: JAVA_HOME, the system's JVM folders, SDKMAN's, then the `javac` on the PATH.
set -euo pipefail
is_jdk25() { [[ -x $1/bin/javac && -r $1/release ]] && grep -q '^JAVA_VERSION="25' "$1/release"; }

candidates=("${JAVA_HOME:-}" "${JAVA_HOME_25:-}")
for home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/*; do candidates+=("$home"); done
if javac=$(command -v javac); then candidates+=("$(dirname "$(dirname "$(readlink -f "$javac")")")"); fi
for home in "${candidates[@]}"; do
  if [[ -n $home ]] && is_jdk25 "$home"; then
    printf '%s\n' "$home"
    exit 0
  fi
done
cat >&2 <<'TEXT'
plumbline: no JDK 25 found (looked at JAVA_HOME, /usr/lib/jvm, /opt, SDKMAN and the javac on the PATH).
Install one, for example Eclipse Temurin's package temurin-25-jdk, or set JAVA_HOME to a JDK 25.
TEXT
exit 1
