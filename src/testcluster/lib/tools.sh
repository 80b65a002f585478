# shellcheck shell=bash disable=SC2034,SC2154
# Binaries built from Go modules: the versions are in go/<set>/go.mod, their content is held by go/<set>/go.sum.

TOOL_SETS=(etcd kubernetes addons helm pause stores)

tool_set_packages() {
  case $1 in
    kubernetes) echo k8s.io/kubernetes/cmd/{kube-apiserver,kube-controller-manager,kube-scheduler,kubelet,kube-proxy,kubectl} ;;
    etcd) echo go.etcd.io/etcd/server/v3 go.etcd.io/etcd/etcdctl/v3 ;;
    addons) echo ./coredns ./provisioner ;; # one module: what both are made of is compiled once
    helm) echo helm.sh/helm/v3/cmd/helm ;;
    pause) echo . ;;
    stores) echo github.com/versity/versitygw/cmd/versitygw ;;
  esac
}

tool_set_version() {
  case $1 in
    kubernetes) echo "$KUBERNETES_VERSION" ;;
    etcd) echo "$ETCD_VERSION" ;;
    helm) echo "$HELM_VERSION" ;;
    *) echo own ;;
  esac
}

# Without these the API server reports v0.0.0, which helm and clients refuse.
tool_set_ldflags() {
  local prefix=k8s.io/component-base/version version=$KUBERNETES_VERSION
  [[ $1 == kubernetes ]] || return 0
  echo "-X $prefix.gitVersion=v$version -X $prefix.gitMajor=${version%%.*} -X $prefix.gitMinor=$(cut -d. -f2 <<<"$version")"
}

# tool_dir SET: the cache directory; its name has the version and the hash of everything that the build reads.
tool_dir() {
  local set=$1 hash
  hash=$(find "$HERE/go/$set" -type f | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-12)
  echo "$CACHE/tools/$set-$(tool_set_version "$set")-$hash"
}

tool_set_of() {
  case $1 in
    kube*) echo kubernetes ;;
    etcd*) echo etcd ;;
    coredns | provisioner) echo addons ;;
    versitygw) echo stores ;;
    *) echo "$1" ;;
  esac
}

# tool NAME: the path of a binary, also of one that is not built yet.
tool() {
  local set directory
  set=$(tool_set_of "$1")
  [[ " ${TOOL_SETS[*]} " == *" $set "* ]] || die "no tool is named '$1'"
  directory=$(tool_dir "$set")
  echo "$directory/$1"
}

# need_tools SET...: builds what the cache has not.
need_tools() {
  local set
  for set in "$@"; do
    [[ " ${TOOL_SETS[*]} " == *" $set "* ]] || die "no tool set is named '$set'" "sets: ${TOOL_SETS[*]}"
    [[ -d $(tool_dir "$set") ]] || with_lock "$CACHE/tools/$set.lock" build_tool_set "$set"
  done
}

build_tool_set() {
  local set=$1 dir temporary packages
  dir=$(tool_dir "$set")
  [[ -d $dir ]] && return 0 # built while this process waited for the lock
  find_go || die "Go was found neither on PATH nor in /usr/local/go or /usr/lib/go-*" \
    "the cluster's binaries are built from Go modules: install Go 1.26 or newer (https://go.dev/dl)"
  read -ra packages <<<"$(tool_set_packages "$set")"
  rm -rf "$CACHE/tools/.building-$set"-*
  temporary=$CACHE/tools/.building-$set-$$
  mkdir -p "$temporary"
  step "building $set $(tool_set_version "$set") (${#packages[@]} programs)" "$CACHE/log/tools-$set.log" \
    compile "$set" "$temporary" "${packages[@]}"
  [[ $set != etcd ]] || mv "$temporary/server" "$temporary/etcd"
  mv "$temporary" "$dir"
}

# A shell that is not a login shell often lacks the directory that Go's own installer uses.
find_go() {
  local directory
  for directory in /usr/local/go/bin /usr/lib/go-*/bin; do
    if ! command -v go >/dev/null && [[ -x $directory/go ]]; then PATH=$PATH:$directory; fi
  done
  command -v go >/dev/null
}

# A short-lived compiler that collects its garbage seldom needs a tenth less processor time.
compile() {
  local set=$1 out=$2
  shift 2
  cd "$HERE/go/$set" || return
  CGO_ENABLED=0 GOGC=400 GOFLAGS='' GOWORK=off go build -v -trimpath -ldflags "-s -w $(tool_set_ldflags "$set")" -o "$out/" "$@"
}
