#!/usr/bin/env bash
# Fetches JPMML's converter and evaluator (AGPL 3.0) into the cache folder, once per list of versions, and converts a MOJO.
# Prints the PMML file. Exit 3 with the reason on stderr: they cannot be had here.
#
#   src/bench/peers/jpmml/install.sh MODEL.zip
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
cache=${PLUMBLINE_BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/bench}
export JAVA_HOME=${JAVA_HOME:-$("$root/src/build/java-home.sh")}
libraries=$cache/jpmml
wanted=$(sha256sum <"$here/pom.xml")
if [ "$(cat "$libraries/installed" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$libraries"
  mkdir -p "$libraries"
  MVN_RAW=1 "$root/src/build/mvn.sh" -q -f "$here/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$libraries" >"$cache/jpmml.log" 2>&1 ||
    { echo "Maven could not fetch JPMML: $(grep -m1 ERROR "$cache/jpmml.log" || tail -1 "$cache/jpmml.log")" >&2; exit 3; }
  echo "$wanted" >"$libraries/installed"
fi
pmml=$libraries/$(sha256sum "$1" | cut -c1-16).pmml
[ -s "$pmml" ] || {
  "$JAVA_HOME/bin/java" -Xmx1g -cp "$libraries/*" "$here/ToPmml.java" "$1" "$pmml.part" >"$cache/jpmml.log" 2>&1 ||
    { echo "JPMML could not convert $(basename "$1"): $(grep -m1 Exception "$cache/jpmml.log" || tail -1 "$cache/jpmml.log")" >&2; exit 3; }
  mv "$pmml.part" "$pmml"
}
echo "$pmml"
