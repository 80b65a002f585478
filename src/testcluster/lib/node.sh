# shellcheck shell=bash disable=SC2034,SC2154
# containerd, kubelet, kube-proxy, CoreDNS and the volume provisioner: real Pods on this machine.

start_node() {
  write_node_files
  start_containerd
  import_image pause
  kubectl apply --server-side -f "$HERE/manifests/node.yaml" >>"$CLUSTER/log/manifests.log"
  start_kubelet
  start_kube_proxy
  start_coredns
  start_provisioner
  wait_for "node" 60 "$CLUSTER/log/kubelet.log" \
    kubectl wait --for=condition=Ready "node/$NODE_NAME" --timeout=1s
  wait_for "DNS" 30 "$CLUSTER/log/coredns.log" \
    curl -fsS --max-time 1 "http://$NODE_ADDRESS:8181/ready"
  wait_for "service addresses" 30 "$CLUSTER/log/kube-proxy.log" \
    curl -fsS --max-time 1 --cacert "$CLUSTER/pki/ca.crt" "https://$SERVICE_ADDRESS:443/readyz"
}

write_node_files() {
  mkdir -p "$CLUSTER/node/cni" "$CLUSTER/volumes"
  local file
  for file in containerd.toml cni.conflist kubelet.yaml kube-proxy.yaml Corefile; do render "$file"; done
  mv "$CLUSTER/node/cni.conflist" "$CLUSTER/node/cni/10-plumbline.conflist"
  local client
  for client in kubelet kube-proxy coredns provisioner; do
    write_kubeconfig "$client" "$CLUSTER/pki/$client.kubeconfig"
  done
}

# render FILE: a template of templates/ with @NAME@ replaced.
render() {
  sed -e "s|@CLUSTER@|$CLUSTER|g" -e "s|@IMAGE_STORE@|$IMAGE_STORE|g" -e "s|@NODE_NAME@|$NODE_NAME|g" -e "s|@NAME@|$NAME|g" \
    -e "s|@NODE_ADDRESS@|$NODE_ADDRESS|g" -e "s|@POD_BRIDGE@|$POD_BRIDGE|g" -e "s|@POD_CIDR@|$POD_CIDR|g" \
    "$HERE/templates/$1" >"$CLUSTER/node/$1"
}

# containerd's content outlives the cluster: images are imported once. What a killed cluster left there goes first.
start_containerd() {
  mkdir -p "$IMAGE_STORE"
  start containerd containerd --config "$CLUSTER/node/containerd.toml"
  wait_for "containerd" 20 "$CLUSTER/log/containerd.log" ctr_k8s version
}

ctr_k8s() { ctr --address "$CLUSTER/node/containerd.sock" --namespace k8s.io "$@"; }

# All Pods are below a cgroup of this cluster, so that "down" ends them and nothing of another Kubernetes. A new cgroup
# weighs as much as one thread (or, with automatic groups, one session) beside it, and here kubelet, API server, etcd and
# tests are such: all Pods together had a fraction of a processor then. On a node those are in one slice of 1024 beside
# Pods of 1024 a processor.
make_cgroups() {
  local hierarchy processors
  processors=$(nproc)
  awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/mounts | while read -r hierarchy; do
    mkdir -p "$hierarchy/plumbline-$NAME"
    if [[ -f $hierarchy/plumbline-$NAME/cpu.shares ]]; then
      echo $((2048 * processors)) >"$hierarchy/plumbline-$NAME/cpu.shares"
    elif [[ -f $hierarchy/plumbline-$NAME/cpu.weight ]]; then
      echo $((200 * processors)) >"$hierarchy/plumbline-$NAME/cpu.weight"
    fi
  done
}

start_kubelet() {
  mkdir -p "$CLUSTER/kubelet"
  make_cgroups
  start kubelet "$(tool kubelet)" --config "$CLUSTER/node/kubelet.yaml" --root-dir "$CLUSTER/kubelet" \
    --kubeconfig "$CLUSTER/pki/kubelet.kubeconfig" --hostname-override "$NODE_NAME" --node-ip "$NODE_ADDRESS" --v 1
}

start_kube_proxy() { start kube-proxy "$(tool kube-proxy)" --config "$CLUSTER/node/kube-proxy.yaml" --v 1; }

start_coredns() { start coredns "$(tool coredns)" -conf "$CLUSTER/node/Corefile"; }

start_provisioner() {
  start provisioner "$(tool provisioner)" -root "$CLUSTER/volumes" -node "$NODE_NAME" \
    -kubeconfig "$CLUSTER/pki/provisioner.kubeconfig"
}
