#!/usr/bin/env bash
# The main job on a real local cluster, from `kubectl apply` to a scored row: `make demo`. It can be run again at any
# time; it then rolls out the next version numbers onto what is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

STEPS=10
SYSTEM=plumbline-system
NAMESPACE=plumbline-demo
# The rate of the promise: a swap under 200 requests/s fails none of them.
RATE=200
TESTCLUSTER=src/testcluster/bin/testcluster
ROW='{"amount": 310.5, "hour": 3, "distance_km": 96.0, "merchant": "electronics"}'

source src/demo/ui.sh
JAVA=$(src/build/java-home.sh)/bin/java
WORK=$(mktemp -d)
LOAD_PID=''

finish() {
  local status=$?
  trap - EXIT INT TERM
  # The load ends by itself when it sees the file.
  if [[ -n $LOAD_PID ]]; then touch "$WORK/stop" && wait "$LOAD_PID" 2>/dev/null || true; fi
  if ((status)); then diagnose || true; fi
  rm -rf "$WORK"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

k() { "$KUBECTL" -n "$NAMESPACE" "$@"; }
address() { k get service "$1" -o jsonpath='{.spec.clusterIP}'; }

# apply FILE: prints the answer. An API server that did not get the webhook's answer in time says so, and then it is
# asked again; a refusal is an answer.
apply() {
  local answer status try
  for try in 1 2 3 4 5; do
    status=0
    answer=$(k apply -f "$1" 2>&1) || status=$?
    if ((status == 0)) || [[ $answer != *"failed calling webhook"* ]]; then break; fi
    say "${DIM}the webhook was too slow, try $((try + 1))${PLAIN}"
    sleep 2
  done
  fold -s -w 110 <<<"$answer" | indent
  return "$status"
}

# train VERSION TREES DEPTH: a GBM on the platform's H2O cloud, downloaded as $WORK/VERSION.zip
train() {
  "$JAVA" src/demo/Train.java "http://$(address fraud-h2o):54321" "$WORK/payments.csv" "fraud_gbm_$1" "$2" "$3" \
    "$WORK/$1.zip" | indent
}

# roll_out VERSION: puts the archive where the scorer fetches it and points the ModelRollout to it by digest
roll_out() {
  local digest
  digest=$(sha256sum "$WORK/$1.zip" | cut -d' ' -f1)
  k create configmap "fraud-gbm-$1" --from-file="model.zip=$WORK/$1.zip" --dry-run=client -o yaml |
    k apply --server-side --field-manager=demo -f - | indent
  sed -e "s|version: v1|version: $1|" \
    -e "s|configmap://fraud-gbm-v1/|configmap://fraud-gbm-$1/|" \
    -e "s|sha256:0*\$|sha256:$digest|" examples/rollout.yaml >"$WORK/rollout.yaml"
  grep -E '^ +(version|storageUri|digest):' "$WORK/rollout.yaml" | indent
  apply "$WORK/rollout.yaml"
}

# refused RULE FILE: the manifest must be turned away with the id of exactly this rule
refused() {
  local answer
  say "${BOLD}kubectl apply -f $2${PLAIN}"
  if answer=$(apply "$2"); then
    say "${RED}it was accepted; $1 should have refused it${PLAIN}"
    return 1
  fi
  printf '%s\n' "$answer"
  if [[ $answer != *"$1"* ]]; then
    say "${RED}it was refused, but not by $1${PLAIN}"
    return 1
  fi
}

step 'A real Kubernetes on this machine'
"$TESTCLUSTER" up 2>&1 | indent
KUBECONFIG=$("$TESTCLUSTER" kubeconfig)
export KUBECONFIG
KUBECTL=$("$TESTCLUSTER" tool kubectl)
HELM=$("$TESTCLUSTER" tool helm)
if ! "$KUBECTL" get nodes --no-headers | grep -q ' Ready'; then
  say "${RED}this cluster runs no Pods: the demo needs the level 'node' (see: $TESTCLUSTER levels)${PLAIN}"
  exit 1
fi

step 'Container images'
"$TESTCLUSTER" images 2>&1 | indent

step 'The operator, by its Helm chart'
PATH="$(dirname "$KUBECTL"):$(dirname "$HELM"):$PATH" src/build/install.sh plumbline "$SYSTEM" 2>&1 | indent

step 'A platform: H2O, Postgres and Redis'
"$KUBECTL" get namespace "$NAMESPACE" >/dev/null 2>&1 || "$KUBECTL" create namespace "$NAMESPACE" | indent
"$KUBECTL" label namespace "$NAMESPACE" --overwrite pod-security.kubernetes.io/enforce=restricted >/dev/null
apply examples/platform.yaml
# A newer operator may have a newer template for H2O's Pods; in a demo nobody loses frames by the restart it asks for.
k annotate mlplatform fraud --overwrite \
  "plumbline.dev/allow-restart=$(k get mlplatform fraud -o jsonpath='{.metadata.generation}')" >/dev/null 2>&1
await_ready mlplatform fraud 240

step 'A model, trained in the H2O cloud that the operator made'
last=$(k get modelrollout fraud-gbm --ignore-not-found -o jsonpath='{.spec.model.version}')
last=${last#v}
first="v$((${last:-0} + 1))" second="v$((${last:-0} + 2))"
"$JAVA" src/demo/Data.java 20000 "$((${last:-0} + 1))" "$WORK/payments.csv"
train "$first" 20 3

step "Roll out $first"
roll_out "$first"
await_ready modelrollout fraud-gbm 180 '{.status.activeModel.version}' "$first"

step 'Score one row'
url="http://$(address fraud-gbm-inference)/v1/models/fraud-gbm:predict"
say "curl $url"
say "  $ROW"
curl -sS --fail-with-body --max-time 10 -H 'Content-Type: application/json' -d "{\"instances\": [$ROW]}" "$url" | indent
echo

step "Swap $first for $second while $RATE requests arrive each second"
train "$second" 40 4
"$JAVA" src/demo/Load.java "$url" "{\"instances\": [$ROW]}" "$RATE" 90 "$WORK/stop" >"$WORK/load.txt" 2>&1 &
LOAD_PID=$!
for ((i = 0; i < 60; i++)); do
  [[ -s $WORK/load.txt ]] && break
  sleep 0.5
done
sleep 3
roll_out "$second"
await_ready modelrollout fraud-gbm 80 '{.status.activeModel.version}' "$second"
sleep 2
touch "$WORK/stop"
load_status=0
wait "$LOAD_PID" || load_status=$?
LOAD_PID=''
say "${BOLD}What the callers saw${PLAIN}"
indent <"$WORK/load.txt"
say "${BOLD}What the Pods measured (status.lastSwap)${PLAIN}"
k get modelrollout fraud-gbm -o jsonpath='{.status.lastSwap}' | indent
echo
((load_status == 0)) || { say "${RED}the swap was not clean${PLAIN}" && exit 1; }

step 'Three manifests that break a view'
refused PHY-03 examples/rejected/PHY-03-own-xmx.yaml
refused LOG-01 examples/rejected/LOG-01-json-column.yaml
refused DEV-01 examples/rejected/DEV-01-pickle.yaml

step 'What is true now'
k get mlplatforms,modelrollouts,pods | indent
conditions | indent
step_done

printf '\n%sThe demo took %d s.%s\n' "$GREEN" "$((SECONDS - DEMO_BEGAN))" "$PLAIN"
printf '  %s\n' "${STEP_TIMES[@]}"
cat <<EOF

The cluster stays up. To go on:
  export KUBECONFIG=$KUBECONFIG
  alias k='$KUBECTL -n $NAMESPACE'
  k describe mlplatform fraud                     # every condition with its message
  k get statefulset fraud-h2o -o yaml | grep Xmx  # edit it: it is put back within seconds
  k delete pod fraud-h2o-1                        # a lost member: the operator restarts the cloud, once
  k delete pod fraud-pg-0                         # Patroni elects another primary
  k edit mlplatform fraud                         # set profile: production and read what falls short
  src/cli/target/plumbline lint examples/         # the same rules, offline
  make demo                                       # again: the next two versions
  make cluster-down                               # everything away
EOF
