# Sourced by demo.sh: numbered steps with their times, progress of an object until it is Ready, and what to show when
# a step fails. Colour on a terminal only.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
  BOLD='' DIM='' RED='' GREEN='' YELLOW='' PLAIN=''
fi

STEP=0 STEP_NAME='' STEP_BEGAN=$SECONDS DEMO_BEGAN=$SECONDS STEP_TIMES=()

step() {
  step_done
  STEP=$((STEP + 1)) STEP_NAME=$1 STEP_BEGAN=$SECONDS
  printf '\n%s[%d/%d] %s%s\n' "$BOLD" "$STEP" "$STEPS" "$1" "$PLAIN"
}

step_done() {
  ((STEP)) || return 0
  local took=$((SECONDS - STEP_BEGAN))
  STEP_TIMES+=("$(printf '%4d s  %s' "$took" "$STEP_NAME")")
  printf '%s    %d s%s\n' "$DIM" "$took" "$PLAIN"
}

say() { printf '    %s\n' "$*"; }
indent() { sed 's/^/    /'; }

# What stands in the way of Ready, as Type=Reason: positive conditions that are not True, negative ones that are. Left
# out is what no running platform must have: backups, an exercised failover, a probe of the network plugin.
OPEN_CONDITIONS='{{range .status.conditions}}{{$t := .type}}
{{- if or (eq $t "Progressing") (eq $t "DriftDetected") (eq $t "Retraining") (eq $t "FailoverObjectiveMet") (eq $t "ContinuousArchiving") (eq $t "NetworkIsolated")}}
{{- else if or (eq $t "Degraded") (eq $t "RolledBack") (eq $t "Paused")}}{{if eq .status "True"}}{{$t}}={{.reason}} {{end}}
{{- else if ne .status "True"}}{{$t}}={{.reason}} {{end}}{{end}}'
# phase | what stands in the way | status of Ready, if it speaks of this generation
STATE='{{define "open"}}'$OPEN_CONDITIONS'{{end}}{{with .status}}{{.phase}}{{end}}|{{if .status}}{{if .status.conditions}}{{template "open" .}}{{end}}{{end}}|
{{- if .status}}{{if eq (printf "%v" .status.observedGeneration) (printf "%v" .metadata.generation)}}{{range .status.conditions}}{{if eq .type "Ready"}}{{.status}}{{end}}{{end}}{{end}}{{end}}
'

# await_ready KIND NAME SECONDS [JSONPATH VALUE]: a line whenever something moved, until Ready speaks of this generation
# (and the field has the value); fails after SECONDS.
await_ready() {
  local kind=$1 name=$2 limit=$3 path=${4:-} value=${5:-} began=$SECONDS shown='' phase open ready
  while :; do
    # One read, so that phase and conditions belong together.
    IFS='|' read -r phase open ready < <(k get "$kind" "$name" -o go-template="$STATE" 2>/dev/null || true) || true
    if [[ "$phase $open" != "$shown" ]]; then
      shown="$phase $open"
      printf '    %s%4d s%s  %-12s %s%s%s\n' "$DIM" "$((SECONDS - began))" "$PLAIN" "${phase:-…}" "$YELLOW" "$open" "$PLAIN"
    fi
    if [[ $ready == True ]] && { [[ -z $path ]] || [[ $(k get "$kind" "$name" -o "jsonpath=$path") == "$value" ]]; }; then
      printf '    %s%s/%s is Ready%s\n' "$GREEN" "$kind" "$name" "$PLAIN"
      return
    fi
    if ((SECONDS - began >= limit)); then
      printf '    %s%s/%s is not Ready after %d s%s\n' "$RED" "$kind" "$name" "$limit" "$PLAIN" >&2
      return 1
    fi
    sleep 1
  done
}

# What a person would look at first when a step failed.
diagnose() {
  printf '\n%sThe demo failed in step %d, "%s", after %d s.%s\n' "$RED" "$STEP" "$STEP_NAME" "$((SECONDS - DEMO_BEGAN))" "$PLAIN"
  [[ -n ${KUBECONFIG:-} && -n ${KUBECTL:-} ]] || return 0
  section 'Platforms, rollouts and Pods'
  k get mlplatforms,modelrollouts,pods 2>&1 | indent
  section 'Conditions'
  conditions 2>&1 | indent
  section 'Pods that do not run'
  k get pods --no-headers 2>/dev/null | awk '$3 != "Running" {print $1}' | head -3 | while read -r pod; do
    k describe pod "$pod" | tail -12 | indent
    k logs "$pod" --all-containers --tail=8 2>&1 | indent
  done
  section 'Latest events'
  k events --types=Warning 2>/dev/null | tail -8 | indent
  section 'The operator'
  "$KUBECTL" -n "$SYSTEM" get pods 2>&1 | indent
  "$KUBECTL" -n "$SYSTEM" logs -l app.kubernetes.io/name=plumbline-operator --tail=200 2>&1 |
    grep -E 'WARN|ERROR|Caused by|forbidden|\[d\.p\.' | grep -v 'Leader election is on' | cut -c1-240 |
    tail -15 | indent
  cat <<EOF

To look further:
  export KUBECONFIG=$KUBECONFIG
  $KUBECTL -n $NAMESPACE describe mlplatform,modelrollout
  $KUBECTL -n $SYSTEM logs -l app.kubernetes.io/name=plumbline-operator --tail=-1
EOF
}

section() { printf '\n%s%s%s\n' "$BOLD" "$1" "$PLAIN"; }

# The conditions of both objects as a table.
conditions() {
  local kind
  for kind in mlplatform/fraud modelrollout/fraud-gbm; do
    printf '%s\n' "$kind"
    k get "$kind" -o go-template='{{range .status.conditions}}{{.type}}|{{.status}}|{{.reason}}|{{.message}}{{"\n"}}{{end}}' |
      awk -F'|' '{printf "  %-26s %-8s %-24s %.90s\n", $1, $2, $3, $4}'
  done
}
