#!/usr/bin/env bash
# The trees of an XGBoost MOJO, flat in Java, beside the same booster compiled to C by treelite and tl2cgen: nanoseconds a
# row on one core, the best of fifty rounds over 4096 rows for both sides. Goal: at most twice the time of C.
#
#   src/bench/peers/native.sh MODEL.zip ROWS.json
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
source "$root/src/bench/server/lib.sh"
model=$(realpath "$1") rows=$(realpath "$2")
files=${PLUMBLINE_BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/bench}/booster
command -v gcc >/dev/null || { echo "NOT MEASURED: compiled C needs gcc"; exit 1; }
if ! venv=$("$here/install.sh" 2>"$work/reason"); then
  echo "NOT MEASURED: compiled C, because $(cat "$work/reason")"
  exit 1
fi
"$venv/bin/python" "$here/booster.py" "$model" "$rows" "$files"
columns=$("$venv/bin/python" "$here/compile.py" "$files/model.json" "$files/forest.so" 2>/dev/null | tail -1)
gcc -O2 -o "$work/native" "$here/native.c" -ldl -lm
read -r c apart number _ < <(on 0 "$work/native" "$files/forest.so" "$files/rows.f32" "$files/expected.f32" "$columns")
read -r ours _ < <(on 0 "$java" -Xms512m -Xmx512m -XX:+UseSerialGC "-Dplumbline.bench.models=$(dirname "$model")" \
  -cp "$root/src/bench/target/classes:$(cat "$root/src/bench/target/classpath.txt")" \
  dev.plumbline.bench.FlatRows "$(basename "$model" .zip)" "$files/expected.f32")
awk -v c="$c" -v apart="$apart" -v n="$number" -v ours="$ours" 'BEGIN {
  printf "%d rows, C differs from xgboost by %s at most\nflat %.0f ns/row, C %.0f ns/row: %.2f times C (goal 2): %s\n",
    n, apart, ours, c, ours / c, (apart > 1e-6 ? "FAIL, other answers" : ours / c <= 2 ? "PASS" : "FAIL")
  exit !(apart <= 1e-6 && ours / c <= 2)}'
