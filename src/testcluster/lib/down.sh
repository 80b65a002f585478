# shellcheck shell=bash disable=SC2034,SC2154
# down: processes by pid file, containers through containerd, then mounts, cgroups, links and chains.

# cluster_down OWNER: the body of "down", under the cluster's lock. An OWNER ends only what it brought up.
cluster_down() {
  local begin
  begin=$(now_ms)
  use_cluster "$NAME"
  if [[ ! -d $CLUSTER ]]; then
    say "cluster '$NAME' is down already"
    return 0
  fi
  if [[ -n $1 && $OWNER != "$1" ]]; then
    say "cluster '$NAME' was not brought up by '$1': it stays"
    return 0
  fi
  cluster_clean
  say "cluster '$NAME' is down: $(seconds_since "$begin") s"
}

cluster_clean() {
  local process
  rm -f "$KUBECONFIG_FILE"
  for process in provisioner kubelet kube-proxy coredns kube-scheduler kube-controller-manager; do stop "$process"; done
  [[ $LEVEL != node ]] || stop_pods
  for process in containerd kube-apiserver etcd; do stop "$process"; done
  if [[ $LEVEL == node ]]; then
    unmount_below "$CLUSTER"
    remove_cgroups
    stop_network
    remove_traces
  fi
  if grep -q " $CLUSTER/" /proc/self/mountinfo 2>/dev/null; then
    die "mounts are left below $CLUSTER" "see: grep $CLUSTER /proc/self/mountinfo"
  fi
  rm -rf --one-file-system "$CLUSTER"
}

# Also for a cluster whose processes were all killed: containers survive their shim, and are found by their cgroup.
stop_pods() {
  local task
  if running containerd; then
    ctr_k8s tasks list -q | xargs -r -P 8 -I{} ctr --address "$CLUSTER/node/containerd.sock" -n k8s.io \
      tasks kill --all --signal KILL {} >>"$CLUSTER/log/down.log" 2>&1 || true
    ctr_k8s containers list -q | xargs -r -P 8 -I{} "$HERE/lib/remove-container.sh" "$CLUSTER/node/containerd.sock" {} \
      >>"$CLUSTER/log/down.log" 2>&1 || true
  fi
  for task in $(pod_processes); do kill -KILL "$task" 2>/dev/null || true; done
  for task in $(shims); do kill -KILL "$task" 2>/dev/null || true; done
}

pod_processes() { find_cgroups -name cgroup.procs -exec cat {} + | sort -un; }

# The socket in its command line tells whose a shim is.
shims() {
  local directory
  for directory in /proc/[0-9]*; do
    if { tr '\0' ' ' <"$directory/cmdline"; } 2>/dev/null \
      | grep -q "^[^ ]*containerd-shim.* -address $CLUSTER/node/containerd.sock"; then
      basename "$directory"
    fi
  done
}

unmount_below() {
  local mount
  awk -v root="$1/" 'index($5, root) == 1 { print $5 }' /proc/self/mountinfo | sort -r | while read -r mount; do
    umount "$mount" 2>/dev/null || umount -l "$mount"
  done
}

remove_cgroups() {
  local try
  for try in 1 2 3 4 5; do
    find_cgroups -depth -type d -exec rmdir {} + || true
    [[ -n $(find_cgroups -maxdepth 0) ]] || return 0
    sleep "0.$try"
  done
  say "warning: cgroups are left: $(find_cgroups -maxdepth 0 | xargs)"
}

# find_cgroups CONDITION...: below the cluster's own cgroup, on cgroup v1 in each hierarchy.
find_cgroups() {
  local roots=()
  mapfile -t roots < <(cgroup_roots)
  ((${#roots[@]} == 0)) || find "${roots[@]}" "$@" 2>/dev/null || true
}

cgroup_roots() { find /sys/fs/cgroup -maxdepth 2 -type d -name "plumbline-$NAME"; }

# What the kubelet and the CNI plugins write outside the directories that they are given.
remove_traces() {
  local result id
  find /var/log/containers -lname "$CLUSTER/*" -delete 2>/dev/null || true
  for result in /var/lib/cni/results/plumbline-*-eth0; do
    id=${result#*/plumbline-}
    rm -f "$result" "/var/lib/cni/results/cni-loopback-${id%-eth0}-lo"
  done
}
