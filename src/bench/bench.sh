#!/usr/bin/env bash
# Benchmarks of the scorer beside its peers. Trains the models once, proves that both sides give the same bits, measures,
# and says of every cell whether it clears its bar. Needs Python 3.9+, a JDK 8 to 17 for H2O (JAVA_H2O, default: java on
# the PATH); for the peers Python 3.10 to 3.12, a C compiler and redis-server.
#
# PARTS chooses: trees, json, tensors (JMH beside H2O's own library), floor (the server beside a constant body), native
# (trees beside compiled C), jpmml (trees beside JPMML's evaluator), peers (the server beside other servers), crowd (10000
# idle connections), redis (while Redis fails).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cache=${PLUMBLINE_BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/bench}
tiers=${TIERS:-gbm-s,gbm-m,gbm-l,drf-10,xgboost-m,xgboost-numeric}
json_tiers=${JSON_TIERS:-gbm-s,gbm-m,gbm-l,xgboost-m}
tensor_tiers=${TENSOR_TIERS:-gbm-m}
forks=${FORKS:-2} warmup=${WARMUP:-2} rounds=${ROUNDS:-3} seconds=${SECONDS_EACH:-2}
port=${H2O_PORT:-54399}
all=trees,json,tensors,floor,native,jpmml,peers,crowd,redis
parts=,${PARTS:-$all},
source "$root/src/bench/parts.sh"
only_known PARTS "$parts" "$all"
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

run=("$java" -Xmx1g "-Dplumbline.bench.models=$models" -cp "$classpath")
results=$root/src/bench/target/results.json
common=(-f "$forks" -wi "$warmup" -i "$rounds" -w "${seconds}s" -r "${seconds}s" -prof gc -rf json -v NORMAL -foe true
  -jvmArgsAppend "-Xms512m -Xmx512m -XX:+UseG1GC -Dplumbline.bench.models=$models")
missed=()
jmh() { # class, tiers, file
  "${run[@]}" org.openjdk.jmh.Main "$1" -p "tier=$2" "${common[@]}" -rff "$3" | grep -E "^(# Benchmark|# Parameters|Iteration)" || true
}
part() { # name, what it says, command...
  wanted "$1" || return 0
  echo "==> $2"
  "${@:3}" || missed+=("$1")
}
if wanted trees || wanted json || wanted tensors; then
  echo "==> correctness gate: no gate, no number"
  "${run[@]}" dev.plumbline.bench.CorrectnessGate ${tiers//,/ }
  echo "==> measuring, $forks forks, $warmup + $rounds rounds of $seconds s"
  files=()
  if wanted trees; then jmh TreeScoring "$tiers" "$results.trees"; files+=("$results.trees"); fi
  if wanted json; then jmh JsonScoring "$json_tiers" "$results.json"; files+=("$results.json"); fi
  if wanted tensors; then jmh TensorScoring "$tensor_tiers" "$results.tensors"; files+=("$results.tensors"); fi
  "${run[@]}" dev.plumbline.bench.Verdict "${files[@]}" || missed+=(jmh)
fi
if ! command -v taskset > /dev/null || ! command -v wrk > /dev/null; then
  echo "==> NOT MEASURED: the servers, which need wrk and taskset"
  missed+=(servers)
else
  booster=("$models/xgboost-numeric.zip" "$models/xgboost-numeric.rows.json")
  part floor "the server beside a constant body on the same runtime" \
    "$root/src/bench/server/run.sh" "$models/gbm-m.zip" "$models/gbm-m.rows.json" "${BLOCK:-2}"
  part native "trees beside the same ones compiled to C" "$root/src/bench/peers/native.sh" "${booster[@]}"
  jpmml() {
    local tier held=0
    for tier in gbm-m xgboost-numeric; do
      "$root/src/bench/peers/jpmml/run.sh" "$models/$tier.zip" "$models/$tier.rows.json" || held=1
    done
    return $held
  }
  part jpmml "trees beside the same ones as PMML in JPMML's evaluator" jpmml
  part peers "the server beside other servers" "$root/src/bench/peers/run.sh" "${booster[@]}"
  part crowd "10000 idle connections" "$root/src/bench/server/crowd.sh"
  part redis "while Redis fails" "$root/src/bench/redis/run.sh"
fi
[ ${#missed[@]} -eq 0 ] || { echo "VERDICT of the whole run: missed in ${missed[*]}"; exit 1; }
echo "VERDICT of the whole run: every bar is cleared"
