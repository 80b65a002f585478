#!/bin/sh
# The command and its jar in one file: the shell reads these lines, Java the archive behind them.
set -eu
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done

# A JDK or JRE of version 25 or later, by its release file: asking each one would cost its start.
fits() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] &&
    [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")" -ge 25 ] 2>/dev/null
}
java=
if [ -n "${JAVA_HOME:-}" ] && fits "$JAVA_HOME"; then
  java=$JAVA_HOME/bin/java
fi
if [ -z "$java" ]; then
  for home in /usr/lib/jvm/* /opt/java /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
    if fits "$home"; then
      java=$home/bin/java
      break
    fi
  done
fi
if [ -z "$java" ] && command -v java >/dev/null 2>&1; then
  found=$(command -v java)
  if [ "$("$found" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')" -ge 25 ] 2>/dev/null; then
    java=$found
  fi
fi
if [ -z "$java" ]; then
  echo "plumbline: needs Java 25. Install it (for example Eclipse Temurin's package temurin-25-jdk) or set JAVA_HOME." >&2
  exit 2
fi

# A class data archive halves the start. The build leaves one beside this file; where there is none, Java makes one after
# the first run. An archive of another Java or another jar is passed over in silence.
verb=${1:-help}
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/plumbline
set -- -jar "$self" "$@"
# The heap bounds what a hostile file can take.
heap=512m
case $verb in
  inspect | verify)
    heap=${PLUMBLINE_HEAP:-256m}
    ;;
  lint | render)
    if [ -r "$self.jsa" ]; then
      set -- "-XX:SharedArchiveFile=$self.jsa" "$@"
    elif mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ]; then
      set -- -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$cache/command-$verb.jsa" "$@"
    fi
    ;;
esac
# The log would tell of archives that do not fit. No class is ever read from a serialized object.
exec "$java" -Xshare:auto -Xlog:disable -Xlog:all=off:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Xmx$heap" \
  '-Djdk.serialFilter=!*' "$@"
exit 2
