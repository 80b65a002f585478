#!/bin/sh
# Puts the shell's part before the jar: a zip is read from its end, so both readers find theirs. Then runs it once, so
# that the classes of a run lie beside it in an archive that Java maps instead of loading them one by one.
set -eu
stub=$1 jar=$2 command=$3 java_home=$4 examples=$5
cat "$stub" "$jar" >"$command.new"
chmod 755 "$command.new"
mv "$command.new" "$command"
rm -f "$command.jsa"
"$java_home/bin/java" -XX:ArchiveClassesAtExit="$command.jsa" -Xlog:disable -Xlog:all=off:stderr \
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$command" lint "$examples" >/dev/null 2>&1 || true
