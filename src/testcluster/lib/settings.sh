# shellcheck shell=bash disable=SC2034,SC2154
# Versions, directories and addresses: every constant of the cluster that is not a flag of one component.

# 1.34 was found to take both containerd 1.6 (Debian 12: no RuntimeConfig call) and cgroup v1.
KUBERNETES_VERSION=1.34.4
ETCD_VERSION=3.6.16
HELM_VERSION=3.22.0

CACHE=${PLUMBLINE_CACHE:-$HOME/.cache/plumbline}
if [[ -n ${PLUMBLINE_STATE:-} ]]; then
  STATE=$PLUMBLINE_STATE
elif ((EUID == 0)); then
  STATE=/var/lib/plumbline/cluster
else
  STATE=$HOME/.local/state/plumbline
fi

# The node's own address is on a bridge without ports: it exists before any Pod and is not reachable from outside.
NODE_NAME=plumbline-node
NODE_BRIDGE=plumbline0
NODE_ADDRESS=10.200.0.1
POD_BRIDGE=plumblinepods
POD_CIDR=10.201.0.0/16
# Images and layers outlive the cluster, so that a new one does not import them again.
IMAGE_STORE=$CACHE/containerd
SERVICE_CIDR=10.96.0.0/16
SERVICE_ADDRESS=10.96.0.1

# use_cluster NAME: the directory, ports and (when it is up) the level of a cluster.
use_cluster() {
  [[ $1 =~ ^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$ ]] || die "cluster name '$1': lower case letters, digits and '-' only"
  NAME=$1
  CLUSTER=$STATE/$NAME
  KUBECONFIG_FILE=$CLUSTER/kubeconfig
  LEVEL='' OWNER='' PORT_BASE=''
  # shellcheck disable=SC1091
  if [[ -f $CLUSTER/cluster.env ]]; then source "$CLUSTER/cluster.env"; fi
  use_ports "${PORT_BASE:-16440}"
}

# use_ports BASE: five neighbouring ports, so that clusters of different names live side by side.
use_ports() {
  PORT_BASE=$1
  API_PORT=$1 ETCD_PORT=$(($1 + 1)) ETCD_PEER_PORT=$(($1 + 2)) CONTROLLER_PORT=$(($1 + 3)) SCHEDULER_PORT=$(($1 + 4))
}

# choose_ports: the first block where nothing listens and that no other cluster's directory claims; the first of all is
# kept for the cluster named default.
choose_ports() {
  local base claimed
  claimed=$(sed -n 's/^PORT_BASE=//p' "$STATE"/*/cluster.env 2>/dev/null || true)
  for ((base = 16440; base < 16640; base += 10)); do
    [[ $base == 16440 && $NAME != default ]] && continue
    grep -qx "$base" <<<"$claimed" && continue
    if ! ss -Hltn "sport >= :$base and sport < :$((base + 10))" | grep -q .; then
      use_ports "$base"
      return
    fi
  done
  die "no free block of ports between 16440 and 16640"
}
