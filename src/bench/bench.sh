#!/usr/bin/env bash
# Benchmarks of the scorer beside its peers. Trains the models once, proves that both sides give the same bits, measures,
# and says of every cell whether it clears its bar. Needs Python 3.9+, a JDK 8 to 17 for H2O (JAVA_H2O, default: java on
# the PATH) and, for the comparison with compiled C, a C compiler.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cache=${PLUMBLINE_BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/bench}
tiers=${TIERS:-gbm-s,gbm-m,gbm-l,drf-10,xgboost-m,xgboost-numeric}
json_tiers=${JSON_TIERS:-gbm-s,gbm-m,gbm-l,xgboost-m}
forks=${FORKS:-2} warmup=${WARMUP:-3} rounds=${ROUNDS:-5} seconds=${SECONDS_EACH:-2}
port=${H2O_PORT:-54399}
models=$cache/models
mkdir -p "$models"

"$root/src/build/mvn.sh" package -DskipTests -pl src/bench -am
export JAVA_HOME=${JAVA_HOME:-$("$root/src/build/java-home.sh")}
java=$JAVA_HOME/bin/java
classpath=$root/src/bench/target/classes:$(cat "$root/src/bench/target/classpath.txt")

missing=()
for tier in ${tiers//,/ }; do
  [ -s "$models/$tier.zip" ] || missing+=("$tier")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "==> training ${missing[*]} (once; kept in $models)"
  [ -x "$cache/venv/bin/python" ] || python3 -m venv "$cache/venv"
  "$cache/venv/bin/pip" install -q h2o==3.46.0.11
  jar=$(echo "$cache"/venv/lib/python3*/site-packages/h2o/backend/bin/h2o.jar)
  "${JAVA_H2O:-java}" -Xmx3g -jar "$jar" -ip 127.0.0.1 -port "$port" -name "bench-$$" -ice_root "$cache/ice" \
    > "$cache/h2o.log" 2>&1 &
  h2o=$!
  trap 'kill $h2o 2> /dev/null || true' EXIT
  for _ in $(seq 90); do
    curl -sf "http://127.0.0.1:$port/3/Cloud" > /dev/null && break
    sleep 1
  done
  H2O_URL=http://127.0.0.1:$port "$cache/venv/bin/python" "$root/src/bench/models/train.py" "$models" "${missing[@]}"
  kill "$h2o"
  trap - EXIT
fi

echo "==> correctness gate: no gate, no number"
run=("$java" -Xmx1g "-Dplumbline.bench.models=$models" -cp "$classpath")
"${run[@]}" dev.plumbline.bench.CorrectnessGate ${tiers//,/ }

echo "==> measuring, $forks forks, $warmup + $rounds rounds of $seconds s"
results=$root/src/bench/target/results.json
common=(-f "$forks" -wi "$warmup" -i "$rounds" -w "${seconds}s" -r "${seconds}s" -prof gc -rf json -v NORMAL -foe true
  -jvmArgsAppend "-Xms512m -Xmx512m -XX:+UseG1GC -Dplumbline.bench.models=$models")
"${run[@]}" org.openjdk.jmh.Main TreeScoring -p "tier=$tiers" "${common[@]}" -rff "$results.trees" | grep -E "^(# Benchmark|# Parameters|Iteration)" || true
"${run[@]}" org.openjdk.jmh.Main JsonScoring -p "tier=$json_tiers" "${common[@]}" -rff "$results.json" | grep -E "^(# Benchmark|# Parameters|Iteration)" || true
verdict=0
"${run[@]}" dev.plumbline.bench.Verdict "$results.trees" "$results.json" || verdict=1

if command -v wrk > /dev/null && command -v taskset > /dev/null; then
  echo "==> the server beside a constant body on the same runtime"
  "$root/src/bench/server/run.sh" "$models/gbm-m.zip" "$models/gbm-m.rows.json" || verdict=1
else
  echo "==> not measured: the server beside a constant body, which needs wrk and taskset"
fi
exit $verdict
