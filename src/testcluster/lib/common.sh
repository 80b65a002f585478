# shellcheck shell=bash disable=SC2034,SC2154
# Messages, timed steps and processes that are ended by pid file. Sourced by bin/testcluster.

say() { printf 'testcluster: %s\n' "$*" >&2; }

die() {
  printf 'testcluster: error: %s\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit $((BASHPID == $$ ? 1 : 70))
}

# A clock in milliseconds, for messages only.
now_ms() { date +%s%3N; }

seconds_since() { awk -v ms="$(($(now_ms) - $1))" 'BEGIN { printf "%.1f", ms / 1000 }'; }

# step LABEL LOG COMMAND...: runs the command with its output in LOG; prints the label at the start, the elapsed time
# every ten seconds, and how long it took; on failure the end of the log.
step() {
  local label=$1 log=$2 begin pid waited=0
  shift 2
  begin=$(now_ms)
  say "$label ..."
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 9>&- &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.1
    waited=$((waited + 1))
    if ((waited % 100 == 0)); then say "$label ... $(seconds_since "$begin") s ($(tail -n 1 "$log" | cut -c1-70))"; fi
  done
  if ! wait "$pid"; then
    tail -n 25 "$log" | cut -c1-240 >&2
    die "$label failed after $(seconds_since "$begin") s" "full log: $log"
  fi
  say "$label: $(seconds_since "$begin") s"
}

# wait_for LABEL SECONDS LOG COMMAND...: polls until the command succeeds; LOG is shown when it never does.
wait_for() {
  local label=$1 limit=$2 log=$3 begin
  shift 3
  begin=$(now_ms)
  until "$@" >/dev/null 2>&1; do
    if (($(now_ms) - begin > limit * 1000)); then
      [[ -f $log ]] && tail -n 15 "$log" | cut -c1-240 >&2
      die "$label: not ready after $limit s" "log: $log"
    fi
    sleep 0.1
  done
  say "$label: ready after $(seconds_since "$begin") s"
}

# with_lock FILE COMMAND...: one caller at a time, over all processes of the machine.
with_lock() {
  local file=$1
  shift
  mkdir -p "$(dirname "$file")"
  (
    if ! flock -n 9; then
      say "waiting for another testcluster process (lock $file)"
      flock 9
    fi
    "$@"
  ) 9>"$file"
}

# start NAME COMMAND...: a process in a session of its own, with a pid file and a log in the cluster's directory.
start() {
  local name=$1
  shift
  mkdir -p "$CLUSTER/run" "$CLUSTER/log"
  running "$name" && return 0
  setsid nohup "$@" >>"$CLUSTER/log/$name.log" 2>&1 </dev/null 9>&- &
  # The start time makes the pid file safe against a pid that was given to someone else after a reboot.
  printf '%s %s\n' "$!" "$(start_time "$!")" >"$CLUSTER/run/$name.pid"
}

start_time() { awk '{ sub(/.*\) /, ""); print $20 }' "/proc/$1/stat" 2>/dev/null || echo gone; }

running() {
  local pid since
  [[ -f $CLUSTER/run/$1.pid ]] || return 1
  read -r pid since <"$CLUSTER/run/$1.pid"
  [[ $since != gone && $(start_time "$pid") == "$since" && $(process_state "$pid") != Z ]]
}

process_state() { awk '{ sub(/.*\) /, ""); print $1 }' "/proc/$1/stat" 2>/dev/null || echo gone; }

# stop NAME [SECONDS]: TERM, then KILL after the grace.
stop() {
  local name=$1 tries=$((${2:-5} * 20)) pid
  if running "$name"; then
    read -r pid _ <"$CLUSTER/run/$name.pid"
    kill -TERM "$pid" 2>/dev/null || true
    while running "$name" && ((tries-- > 0)); do sleep 0.05; done
    if running "$name"; then kill -KILL "$pid" 2>/dev/null || true; fi
  fi
  rm -f "$CLUSTER/run/$name.pid"
}
