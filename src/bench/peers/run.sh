#!/usr/bin/env bash
# The scorer beside the servers of others, with the same trees: one server at a time on core 0, the load and Redis on
# core 1. Each is loaded in the same way and asked for the highest rate that it keeps up with (p99 under 50 ms).
#
#   src/bench/peers/run.sh MODEL.zip ROWS.json     an XGBoost MOJO with numeric columns only
#
# SERVERS (scorer,mlserver,fastapi,jpmml) chooses; results stay in src/bench/target/peers, so they may be run one after
# another, and SERVERS=verdict judges what is there. Needs taskset, Python 3.10 to 3.12, redis-server, a built scorer (make build).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
source "$root/src/bench/server/lib.sh"
source "$root/src/bench/parts.sh"
model=$(realpath "$1") rows=$(realpath "$2")
all=scorer,mlserver,fastapi,jpmml,verdict
parts=,${SERVERS:-$all},
only_known SERVERS "$parts" "$all"
warm=${WARM:-12} step=${STEP:-5}
results=$root/src/bench/target/peers
files=${PLUMBLINE_BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/bench}/booster
mkdir -p "$results"

if ! venv=$("$here/install.sh" 2>"$work/reason"); then
  echo "NOT MEASURED: the peers, because $(cat "$work/reason")"
  exit 1
fi
"$venv/bin/python" "$here/booster.py" "$model" "$rows" "$files"
python3 "$root/src/bench/server/bodies.py" "$rows" >"$work/bodies.jsonl"
classes=$root/src/bench/target/classes:$(cat "$root/src/bench/target/classpath.txt")

ladder() { # result name port path bodies pointer
  (on 1 "$java" -Xms512m -Xmx512m -XX:+UseSerialGC -cp "$classes" dev.plumbline.bench.load.Ladder \
    "$2" "$3" "$4" "$5" "$6" "$results/$1.json" "$warm" "$step")
}
pinned() { # a Python server: log, command...
  local log=$1
  shift
  (OMP_NUM_THREADS=1 on 0 "$@") >"$log" 2>&1 &
  started=$!
  pids+=("$started")
}

if wanted scorer; then
  start_scorer scorer "$model" 18080
  ladder rows "Plumbline, rows" 18080 /v1/models/fraud:predict "$work/bodies.jsonl" /predictions/0/yes
  ladder tensors "Plumbline, tensors" 18080 /v2/models/fraud/infer "$files/ours-tensors.jsonl" /outputs/0/data/0
  stop "$started"
fi
if wanted mlserver; then
  cp -r "$here/mlserver" "$work/mlserver"
  cp "$files/model.json" "$work/mlserver/"
  pinned "$work/mlserver.log" "$venv/bin/mlserver" start "$work/mlserver"
  await http://127.0.0.1:18090/v2/models/fraud/ready || { tail -20 "$work/mlserver.log"; exit 1; }
  ladder mlserver "MLServer $("$venv/bin/pip" show mlserver | awk '/^Version/ {print $2}'), tensors" 18090 \
    /v2/models/fraud/infer "$files/mlserver-tensors.jsonl" /outputs/0/data/0
  stop "$started"
fi
if wanted fastapi; then
  (on 1 redis-server --port 16390 --save '' --appendonly no) >"$work/redis.log" 2>&1 &
  pids+=("$!")
  version=$("$venv/bin/pip" show fastapi | awk '/^Version/ {print $2}')
  for cached in "" 16390; do
    MODEL=$files/model.json COLUMNS=$files/columns.json REDIS_PORT=$cached pinned "$work/fastapi.log" \
      "$venv/bin/uvicorn" --app-dir "$here" fastapi_service:app --host 127.0.0.1 --port 18095 --workers 1 \
      --loop uvloop --http httptools --no-access-log --log-level warning
    await http://127.0.0.1:18095/ready || { tail -20 "$work/fastapi.log"; exit 1; }
    ladder "fastapi${cached:+-redis}" "FastAPI $version${cached:+, every row known in Redis}" 18095 /predict \
      "$work/bodies.jsonl" /predictions/0/yes
    stop "$started"
  done
fi
if wanted jpmml; then
  if ! pmml=$("$here/jpmml/install.sh" "$model" 2>"$work/reason"); then
    echo "NOT MEASURED: JPMML, because $(cat "$work/reason")"
    exit 1
  fi
  (on 0 "$java" "${flags[@]}" -cp "$app:$(dirname "$pmml")/*" "$here/jpmml/JpmmlServer.java" 18097 "$pmml") \
    >"$work/jpmml.log" 2>&1 &
  started=$!
  pids+=("$started")
  await http://127.0.0.1:18097/ -d "$(head -1 "$work/bodies.jsonl")" || { tail -20 "$work/jpmml.log"; exit 1; }
  ladder jpmml "JPMML $(basename "$(dirname "$pmml")"/pmml-evaluator-1*.jar .jar | cut -d- -f3), rows" 18097 / \
    "$work/bodies.jsonl" /predictions/0/yes
  stop "$started"
fi
if wanted verdict; then
  "$java" -cp "$classes" dev.plumbline.bench.load.PeerVerdict "$results/rows.json" "$results/tensors.json" \
    "$results/tensors.json=$results/mlserver.json" "$results/rows.json=$results/fastapi.json" \
    "$results/rows.json=$results/fastapi-redis.json" "$results/rows.json=$results/jpmml.json"
fi
