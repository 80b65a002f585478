# shellcheck shell=bash disable=SC2034,SC2154
# etcd, API server, controller manager and scheduler as processes of the host.

start_control_plane() {
  start_etcd
  start_apiserver
  wait_for "API server" 60 "$CLUSTER/log/kube-apiserver.log" apiserver_ready
  start_controller_manager
  start_scheduler
  kubectl apply --server-side -f "$HERE/manifests/control-plane.yaml" >>"$CLUSTER/log/manifests.log"
  wait_for "controllers" 30 "$CLUSTER/log/kube-controller-manager.log" \
    kubectl -n default get serviceaccount default
}

kubectl() { "$(tool kubectl)" --kubeconfig "$CLUSTER/admin.kubeconfig" "$@"; }

apiserver_ready() {
  curl -fsS --max-time 2 --cacert "$CLUSTER/pki/ca.crt" "https://$API_ADDRESS:$API_PORT/readyz"
}

# No fsync: losing the data of a test cluster with the machine is fine, waiting for a disk is not.
start_etcd() {
  start etcd "$(tool etcd)" --name "$NAME" --data-dir "$CLUSTER/etcd" --unsafe-no-fsync --logger zap --log-level warn \
    --listen-client-urls "http://127.0.0.1:$ETCD_PORT" --advertise-client-urls "http://127.0.0.1:$ETCD_PORT" \
    --listen-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" \
    --initial-advertise-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" \
    --initial-cluster "$NAME=http://127.0.0.1:$ETCD_PEER_PORT"
}

start_apiserver() {
  local reconciler=lease
  # A loopback address cannot be an endpoint of the "kubernetes" Service; without Pods nobody asks for it.
  [[ $LEVEL == node ]] || reconciler=none
  start kube-apiserver "$(tool kube-apiserver)" --etcd-servers "http://127.0.0.1:$ETCD_PORT" \
    --bind-address "$API_ADDRESS" --advertise-address "$API_ADDRESS" --secure-port "$API_PORT" \
    --endpoint-reconciler-type "$reconciler" --service-cluster-ip-range "$SERVICE_CIDR" \
    --tls-cert-file "$CLUSTER/pki/apiserver.crt" --tls-private-key-file "$CLUSTER/pki/apiserver.key" \
    --client-ca-file "$CLUSTER/pki/ca.crt" --token-auth-file "$CLUSTER/pki/tokens.csv" \
    --service-account-issuer https://kubernetes.default.svc.cluster.local \
    --service-account-signing-key-file "$CLUSTER/pki/service-account.key" \
    --service-account-key-file "$CLUSTER/pki/service-account.pub" \
    --kubelet-client-certificate "$CLUSTER/pki/apiserver-kubelet-client.crt" \
    --kubelet-client-key "$CLUSTER/pki/apiserver-kubelet-client.key" \
    --kubelet-certificate-authority "$CLUSTER/pki/ca.crt" --kubelet-preferred-address-types InternalIP \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction \
    --audit-policy-file "$HERE/manifests/audit-policy.yaml" --audit-log-path "$CLUSTER/log/audit.log" \
    --audit-log-maxsize 200 --audit-log-maxbackup 2 --profiling=false --v 1
}

start_controller_manager() {
  write_kubeconfig controller-manager "$CLUSTER/pki/controller-manager.kubeconfig"
  start kube-controller-manager "$(tool kube-controller-manager)" --leader-elect=false \
    --kubeconfig "$CLUSTER/pki/controller-manager.kubeconfig" --bind-address 127.0.0.1 \
    --secure-port "$CONTROLLER_PORT" --root-ca-file "$CLUSTER/pki/ca.crt" --use-service-account-credentials \
    --service-account-private-key-file "$CLUSTER/pki/service-account.key" \
    --cluster-signing-cert-file "$CLUSTER/pki/ca.crt" --cluster-signing-key-file "$CLUSTER/pki/ca.key" \
    --kube-api-qps 200 --kube-api-burst 400 --authentication-skip-lookup --profiling=false --v 1
}

start_scheduler() {
  write_kubeconfig scheduler "$CLUSTER/pki/scheduler.kubeconfig"
  start kube-scheduler "$(tool kube-scheduler)" --leader-elect=false \
    --kubeconfig "$CLUSTER/pki/scheduler.kubeconfig" --bind-address 127.0.0.1 --secure-port "$SCHEDULER_PORT" \
    --kube-api-qps 200 --kube-api-burst 400 --authentication-skip-lookup --profiling=false --v 1
}
