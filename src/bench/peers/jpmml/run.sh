#!/usr/bin/env bash
# The trees of a MOJO, flat, beside the same MOJO as PMML in JPMML's evaluator: nanoseconds a row on one core, both sides
# with rows in their own form already. Both must give the same probabilities to 1e-6 first.
#
#   src/bench/peers/jpmml/run.sh MODEL.zip ROWS.json
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
source "$root/src/bench/server/lib.sh"
model=$(realpath "$1") rows=$(realpath "$2")
if ! pmml=$("$here/install.sh" "$model" 2>"$work/reason"); then
  echo "NOT MEASURED: JPMML, because $(cat "$work/reason")"
  exit 1
fi
heap=(-Xms512m -Xmx512m -XX:+UseSerialGC)
read -r theirs _ < <(on 0 "$java" "${heap[@]}" -cp "$app:$(dirname "$pmml")/*" "$here/JpmmlRows.java" "$pmml" "$rows" \
  "$work/expected.f32")
read -r ours _ < <(on 0 "$java" "${heap[@]}" "-Dplumbline.bench.models=$(dirname "$model")" \
  -cp "$root/src/bench/target/classes:$(cat "$root/src/bench/target/classpath.txt")" \
  dev.plumbline.bench.FlatRows "$(basename "$model" .zip)" "$work/expected.f32")
awk -v name="$(basename "$model" .zip)" -v theirs="$theirs" -v ours="$ours" 'BEGIN {
  printf "%s: flat %.0f ns/row, JPMML %.0f ns/row: ours is %.1f x\n", name, ours, theirs, theirs / ours }'
