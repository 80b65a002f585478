#!/usr/bin/env bash
# 10000 idle connections and 500 that drip, beside a client that asks 1000 times a second: memory and p99, with a verdict.
# About 40 seconds. Needs taskset and a built scorer (make build). CONNECTIONS: another number of idle ones.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
JAVA_HOME=${JAVA_HOME:-$("$root/src/build/java-home.sh")}
source "$root/src/bench/server/lib.sh"
connections=${CONNECTIONS:-10000}
ulimit -n $((connections + 2000)) 2>/dev/null ||
  { echo "NOT MEASURED: this shell may open $(ulimit -Hn) files only"; exit 1; }
mojos=$root/src/mojo/src/test/resources/mojos
python3 "$root/src/bench/server/bodies.py" "$mojos/gbm-binomial-v1.json" >"$work/bodies.jsonl"
start_scorer crowd "$mojos/gbm-binomial-v1.zip" 18080 PLUMBLINE_HTTP_MAX_CONNECTIONS=$((connections + 1000)) \
  PLUMBLINE_HTTP_IDLE_TIMEOUT=600s
(on 1 "$java" -Xms256m -Xmx256m -XX:+UseSerialGC \
  -cp "$root/src/bench/target/classes:$(cat "$root/src/bench/target/classpath.txt")" \
  dev.plumbline.bench.load.Crowd 18080 "$started" "$work/bodies.jsonl" "$connections")
