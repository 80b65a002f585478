# shellcheck shell=bash disable=SC2034,SC2154
# A practice run of the scorer while its image is made: the JVM writes down which classes it linked and which methods
# were hot (JEP 483, 514, 515), and that of every Pod begins with it (ADR 0164).

PRACTICE_MODEL=$HERE/../mojo/src/test/resources/mojos/gbm-binomial-v1.zip
PRACTICE_SECONDS=120

# practise JAR LIBRARIES FILE: FILE is what the application of JAR has learnt until it was ready.
practise() {
  local work java digest
  work=$(mktemp -d)
  java=$(image_layout java25)/files/opt/java/bin/java
  mkdir -p "$work/application" "$work/models/store"
  cp -r "$2" "$work/application/lib"
  cp "$1" "$work/application/quarkus-run.jar"
  # The JVM holds the dates of jars against those of the practice run. Folders may differ.
  find "$work/application" -type f -exec touch -d "$IMAGE_DATE" {} +
  cp "$PRACTICE_MODEL" "$work/models/store/model.zip"
  digest=$(sha256sum <"$PRACTICE_MODEL" | cut -d' ' -f1)
  cat >"$work/live.json" <<JSON
{"epoch": 1, "target": null,
 "active": {"name": "practice", "version": "1", "digest": "sha256:$digest", "storageUri": "pvc://store/model.zip"}}
JSON
  # A network of its own: its ports are free there, and nothing outside can be asked.
  (
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    export PLUMBLINE_STATE_FILE=$work/live.json PLUMBLINE_STATE_DIR=$work/state PLUMBLINE_MODEL_VOLUMES=$work/models
    export -f until_ready
    unshare --net bash -euo pipefail -c 'until_ready "$@"' practise "$PRACTICE_SECONDS" \
      "$java" -XX:AOTCacheOutput="$work/application.aot" -Xmx256m -jar "$work/application/quarkus-run.jar"
  )
  [[ -s $work/application.aot ]] || die "the practice run of the scorer left no file; its log is above"
  install -m 644 "$work/application.aot" "$3"
  rm -rf "$work"
}

# until_ready SECONDS COMMAND...: runs the command until its probe for readiness answers, and ends it in order.
until_ready() {
  local seconds=$1 second
  shift
  ip link set lo up
  "$@" &
  for ((second = 0; second < seconds; second++)); do
    sleep 1
    if curl -sf http://127.0.0.1:9000/q/health/ready >/dev/null; then
      kill -TERM $!
      wait $! || true
      return 0
    fi
  done
  kill -KILL $!
  echo "not ready after $seconds s" >&2
  return 1
}
