# Sourced by the scripts that start servers for a measurement: the scorer on one core, the load on the other.
# Wants: JAVA_HOME, root (of the repository). Gives: work (a folder that goes away at the end), start_scorer, await.
java=${JAVA_HOME:?a JDK 25}/bin/java
app=${APP:-$root/src/scorer/target/plumbline-scorer-0.1.0-runner.jar}
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -CONT "$pid" 2>/dev/null || true; kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# on CORE COMMAND...: pinned, and before other work of the machine where that is allowed (root): what else runs here shall
# not decide. The same for every server that is measured, and for the load.
nice=()
nice -n -15 true 2>/dev/null && nice=(nice -n -15)
on() { exec "${nice[@]}" taskset -c "$@"; }

# The same for every Java server: one core, one heap, one collector.
flags=(-Xmx600m -XX:+UseSerialGC -XX:ActiveProcessorCount=1 --enable-native-access=ALL-UNNAMED)

# start_scorer NAME MODEL.zip PORT [VARIABLE=value ...]: its model is called "fraud"; sets "started" to the process id.
start_scorer() {
  local name=$1 model=$2 port=$3 home=$work/$1
  shift 3
  mkdir -p "$home/models/store"
  cp "$model" "$home/models/store/model.zip"
  printf '{"epoch":1,"target":null,"active":{"name":"fraud","version":"v1","digest":"sha256:%s","storageUri":"pvc://store/model.zip"}}' \
    "$(sha256sum "$model" | cut -d' ' -f1)" >"$home/live.json"
  (
    export PLUMBLINE_HTTP_PORT=$port QUARKUS_MANAGEMENT_PORT=$((port + 1000)) PLUMBLINE_STATE_FILE=$home/live.json
    export PLUMBLINE_STATE_DIR=$home/state PLUMBLINE_MODEL_VOLUMES=$home/models
    [ $# -eq 0 ] || export "$@"
    on 0 "$java" "${flags[@]}" ${SCORER_FLAGS:-} -jar "$app"
  ) >"$home/log" 2>&1 &
  started=$!
  pids+=("$started")
  await "http://127.0.0.1:$port/v2/models/fraud/ready" || { cat "$home/log"; exit 1; }
}

# Waits until an address answers 2xx, for a minute.
await() {
  for _ in $(seq 300); do
    curl -sf "$@" >/dev/null 2>&1 && return 0
    sleep 0.2
  done
  echo "no answer from $*" >&2
  return 1
}

# Ends a process of ours and waits for it.
stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}
