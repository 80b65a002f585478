# shellcheck shell=bash disable=SC2034,SC2154
# up and status: which processes a level has, and whether they live.

CONTROL_PLANE_PROCESSES=(etcd kube-apiserver kube-controller-manager kube-scheduler)
NODE_PROCESSES=(containerd kubelet kube-proxy coredns provisioner)

use_level() {
  LEVEL=$1
  API_ADDRESS=127.0.0.1 PROCESSES=("${CONTROL_PLANE_PROCESSES[@]}")
  if [[ $LEVEL == node ]]; then
    API_ADDRESS=$NODE_ADDRESS
    PROCESSES+=("${NODE_PROCESSES[@]}")
  fi
}

# cluster_up LEVEL OWNER: the body of "up", under the cluster's lock.
cluster_up() {
  local level=$1 owner=$2 begin
  begin=$(now_ms)
  use_cluster "$NAME"
  if any_running; then
    [[ $LEVEL == node || $level == "$LEVEL" ]] || die "cluster '$NAME' is up at level $LEVEL, wanted is $level" \
      "take it down first (testcluster down --name $NAME), or give the other one another --name"
    use_level "$LEVEL"
    if [[ -e $KUBECONFIG_FILE ]] && all_running && apiserver_ready >/dev/null 2>&1; then
      say "cluster '$NAME' is up already (level $LEVEL, $KUBECONFIG_FILE)"
      return 0
    fi
    say "cluster '$NAME' is up in part: starting what is missing"
  else
    [[ ! -d $CLUSTER ]] || cluster_clean
    use_level "$level"
    OWNER=$owner
  fi
  prepare_machine
  mkdir -p "$CLUSTER/log"
  [[ -n $PORT_BASE && -f $CLUSTER/cluster.env ]] || choose_ports
  printf 'LEVEL=%s\nOWNER=%s\nPORT_BASE=%s\n' "$LEVEL" "$OWNER" "$PORT_BASE" >"$CLUSTER/cluster.env"
  make_pki
  # Written under another name first: a kubeconfig exists only for a cluster that came up.
  write_kubeconfig admin "$CLUSTER/admin.kubeconfig"
  [[ $LEVEL != node ]] || ip link show "$NODE_BRIDGE" >/dev/null 2>&1 || start_network
  start_control_plane
  [[ $LEVEL != node ]] || start_node
  ln -sf admin.kubeconfig "$KUBECONFIG_FILE"
  say "cluster '$NAME' is up: level $LEVEL, $(seconds_since "$begin") s, kubeconfig $KUBECONFIG_FILE"
}

prepare_machine() {
  local reason
  if [[ $LEVEL == node ]]; then
    reason=$(why_no_node)
    [[ -z $reason ]] || die "$reason" "possible here: testcluster up --level control-plane (API server, no Pods)"
    need_packages "the node" "${NODE_PACKAGES[@]}"
    any_running || check_node_is_free
    need_tools etcd kubernetes addons
    need_image pause
  else
    command -v openssl >/dev/null || die "openssl is not on PATH" "it makes the cluster's certificates: install openssl"
    need_tools etcd kubernetes
  fi
}

any_running() {
  local process
  for process in "${CONTROL_PLANE_PROCESSES[@]}" "${NODE_PROCESSES[@]}"; do
    if running "$process"; then return 0; fi
  done
  return 1
}

all_running() {
  local process
  for process in "${PROCESSES[@]}"; do
    running "$process" || return 1
  done
}

# cluster_status: one line per process; exit 0 when all of them live and the API server is ready.
cluster_status() {
  local process pid
  [[ -n $LEVEL ]] && any_running || {
    echo "cluster '$NAME': down"
    return 1
  }
  use_level "$LEVEL"
  echo "cluster '$NAME': level $LEVEL, owner ${OWNER:-none}, https://$API_ADDRESS:$API_PORT, $KUBECONFIG_FILE"
  for process in "${PROCESSES[@]}"; do
    if running "$process"; then
      read -r pid _ <"$CLUSTER/run/$process.pid"
      printf '  %-24s pid %-8s %s MiB\n' "$process" "$pid" "$(($(awk '/VmRSS/ { print $2 }' "/proc/$pid/status") / 1024))"
    else
      printf '  %-24s NOT RUNNING, log: %s\n' "$process" "$CLUSTER/log/$process.log"
    fi
  done
  if all_running && apiserver_ready >/dev/null 2>&1; then return 0; fi
  echo "  repair it with: testcluster up --name $NAME --level $LEVEL"
  return 1
}
