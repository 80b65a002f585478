#!/usr/bin/env bash
# CPU of the scoring server per request, against a constant-body floor on the same runtime, JVM flags and body sizes.
# Server on core 0, load on core 1, short blocks in the order floor, scorer, scorer, floor, five times over: what else the
# machine does lasts longer than that and meets both. The verdict is of the five in the middle.
#
#   src/bench/server/run.sh MODEL.zip ROWS.json [seconds per block, default 2]
#
# Needs wrk, taskset, python3, a built scorer (make build) and a JDK 25 in JAVA_HOME. Ends with a verdict; exit 1: missed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
model=$(realpath "$1")
rows=$(realpath "$2")
block=${3:-2}
limit=${LIMIT:-1.5}
source "$here/lib.sh"
connections=${CONNECTIONS:-64}
python3 "$here/bodies.py" "$rows" >"$work/bodies.jsonl"
start_scorer scorer "$model" 18080
scorer=$started
head -1 "$work/bodies.jsonl" | curl -sf localhost:18080/v1/models/fraud:predict --data-binary @- >"$work/answer.json" ||
  { cat "$work/scorer/log"; exit 1; }
(on 0 "$java" "${flags[@]}" -cp "$app" "$here/Floor.java" 18081 "$work/answer.json") >"$work/floor.log" 2>&1 &
floor=$!
pids+=("$floor")
await http://127.0.0.1:18081/ -d x
printf 'request %d bytes, answer %d bytes, %d connections, blocks of %s s\n' \
  "$(head -1 "$work/bodies.jsonl" | wc -c)" "$(wc -c <"$work/answer.json")" "$connections" "$block"

load() { # port seconds
  (on 1 wrk -t1 -c"$connections" -d"$2s" -s "$here/post.lua" "http://127.0.0.1:$1" -- \
    "$work/bodies.jsonl" /v1/models/fraud:predict)
}
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
measure() { # name pid port -> microseconds of CPU a request, appended to a file
  local before after result
  before=$(ticks "$2")
  result=$(load "$3" "$block" | grep '^RESULT')
  after=$(ticks "$2")
  read -r _ requests duration p50 p99 errors <<<"$result"
  awk -v n="$1" -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" -v r="$requests" -v d="$duration" -v p50="$p50" \
    -v p99="$p99" -v e="$errors" -v file="$work/$1.cpu" 'BEGIN {
      cpu = t * 1e6 / hz / r; print cpu >> file
      printf "%-7s %8.0f requests/s  %6.2f us CPU/request  p50 %.2f ms  p99 %.2f ms  %d errors\n",
        n, r * 1e6 / d, cpu, p50 / 1000, p99 / 1000, e; exit (e > 0)}'
}
echo "warming up"
# In several loads: the first one after others have ended is slow.
for _ in 1 2 3 4; do
  load 18080 "${WARM:-4}" >/dev/null
  load 18081 "${WARM:-4}" >/dev/null
done
for _ in 1 2 3 4 5; do
  for name in floor scorer scorer floor; do
    if [ $name = floor ]; then measure floor "$floor" 18081; else measure scorer "$scorer" 18080; fi
  done
done
paste -d' ' "$work/floor.cpu" "$work/scorer.cpu" | awk '
  {f += $1; s += $2} NR % 2 == 0 {print s / f; f = s = 0}' | sort -n >"$work/ratios"
awk -v limit="$limit" '{all = all sprintf(" %.2f", $1)} NR == 3 {middle = $1} END {
  printf "ratios%s; in the middle %.2f (limit %.2f): %s\n", all, middle, limit, (middle <= limit ? "met" : "MISSED")
  exit (middle > limit)}' "$work/ratios"
