# shellcheck shell=bash disable=SC2034,SC2154
# Keys and kubeconfigs of one cluster. P-256 keys: ten certificates take a fraction of a second.

PKI_SUBJECT_ALT_NAMES="DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,\
DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:$NODE_ADDRESS,IP:$SERVICE_ADDRESS"

KEY=(ec -pkeyopt ec_paramgen_curve:P-256)

make_pki() {
  [[ -f $CLUSTER/pki/complete ]] && return 0
  mkdir -p "$CLUSTER/pki"
  chmod 700 "$CLUSTER/pki"
  (
    cd "$CLUSTER/pki"
    openssl req -x509 -newkey "${KEY[@]}" -nodes -days 3650 -subj "/CN=plumbline-test-ca" \
      -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
      -keyout ca.key -out ca.crt
    # Signs ServiceAccount tokens; the issuer checks with the public half.
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out service-account.key
    openssl pkey -in service-account.key -pubout -out service-account.pub
    certificate apiserver "/CN=kube-apiserver" "subjectAltName=$PKI_SUBJECT_ALT_NAMES"
    certificate kubelet-server "/CN=$NODE_NAME" "subjectAltName=DNS:$NODE_NAME,IP:$NODE_ADDRESS"
    certificate apiserver-kubelet-client "/O=system:masters/CN=kube-apiserver-kubelet-client"
    # Whoever gets the kubeconfig shows a token: to sign every connection with an RSA key takes a JVM that has just started
    # a second, and the Java client takes elliptic keys in PKCS#8 for RSA ones.
    (umask 077 && printf '%s,plumbline-admin,plumbline-admin,system:masters\n' "$(openssl rand -hex 32)" >tokens.csv)
    certificate kubelet "/O=system:nodes/CN=system:node:$NODE_NAME"
    certificate controller-manager "/CN=system:kube-controller-manager"
    certificate scheduler "/CN=system:kube-scheduler"
    certificate kube-proxy "/CN=system:kube-proxy"
    certificate coredns "/CN=plumbline:coredns"
    certificate provisioner "/CN=plumbline:provisioner"
    touch complete
  ) >"$CLUSTER/pki/openssl.log" 2>&1 || {
    cat "$CLUSTER/pki/openssl.log" >&2
    die "cannot make the cluster's certificates"
  }
}

# certificate NAME SUBJECT [EXTENSION]
certificate() {
  openssl req -new -newkey "${KEY[@]}" -nodes -subj "$2" -keyout "$1.key" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -out "$1.crt" \
    -extfile <(printf 'extendedKeyUsage=serverAuth,clientAuth\n%s\n' "${3:-}")
}

# write_kubeconfig NAME FILE: credentials are inside, so that the file can be handed on alone.
write_kubeconfig() {
  local pki=$CLUSTER/pki
  (
    umask 077
    cat >"$2" <<EOF
apiVersion: v1
kind: Config
current-context: plumbline-$NAME
contexts: [{name: plumbline-$NAME, context: {cluster: plumbline-$NAME, user: $1}}]
clusters:
- name: plumbline-$NAME
  cluster: {server: "https://$API_ADDRESS:$API_PORT", certificate-authority-data: $(base64 -w0 <"$pki/ca.crt")}
users:
- name: $1
  user: {$(credentials "$1")}
EOF
  )
}

credentials() {
  local pki=$CLUSTER/pki
  if [[ $1 == admin ]]; then
    echo "token: $(cut -d, -f1 "$pki/tokens.csv")"
  else
    echo "client-certificate-data: $(base64 -w0 <"$pki/$1.crt"), client-key-data: $(base64 -w0 <"$pki/$1.key")"
  fi
}
