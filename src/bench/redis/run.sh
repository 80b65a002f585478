#!/usr/bin/env bash
# make bench-redis: a real scorer that asks a real Redis for every row, and one without a cache beside it, under the same
# load, while Redis is killed, frozen, slowed by 50 ms, answers random bytes, says nothing. About two minutes. Wants a
# quiet machine, a built scorer (make build), redis-server and taskset. RATE: requests per second to each (500).
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
JAVA_HOME=${JAVA_HOME:-$("$root/src/build/java-home.sh")}
source "$root/src/bench/server/lib.sh"
mojos=$root/src/mojo/src/test/resources/mojos
for need in redis-server taskset; do
  command -v "$need" >/dev/null || { echo "NOT MEASURED: $need is not installed"; exit 1; }
done
python3 "$root/src/bench/server/bodies.py" "$mojos/gbm-binomial-v1.json" >"$work/bodies.jsonl"
start_scorer cached "$mojos/gbm-binomial-v1.zip" 18080 PLUMBLINE_CACHE_MODE=always PLUMBLINE_CACHE_NEAR_BYTES=0 \
  PLUMBLINE_CACHE_REDIS_HOST=127.0.0.1 PLUMBLINE_CACHE_REDIS_PORT=16391
start_scorer control "$mojos/gbm-binomial-v1.zip" 18081
(on 1 "$java" -Xms256m -Xmx256m -XX:+UseSerialGC \
  -cp "$root/src/bench/target/classes:$(cat "$root/src/bench/target/classpath.txt")" \
  dev.plumbline.bench.redis.RedisFaults 18080 18081 16391 16392 "$work/bodies.jsonl" "${RATE:-500}")
