# shellcheck shell=bash disable=SC2034,SC2154
# Debian packages: found, or installed with a line that says so.

# need_packages PURPOSE PACKAGE...
need_packages() {
  local purpose=$1 missing=() package
  shift
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "$purpose needs Debian packages: ${missing[*]}"
  with_lock "$CACHE/apt.lock" install_packages "${missing[@]}"
}

install_packages() {
  local log=$CACHE/log/apt.log
  step "apt-get update" "$log" apt-get update -q
  step "apt-get install $*" "$log" \
    env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

# why_no_node: prints why real Pods cannot run on this machine; prints nothing when they can.
why_no_node() {
  if [[ $(uname -s) != Linux ]]; then
    echo "the node needs Linux, this is $(uname -s)"
  elif ((EUID != 0)); then
    echo "the node needs root (kubelet, containerd, iptables); this is user $(id -un)"
  elif ! command -v apt-get >/dev/null; then
    echo "the node needs Debian or Ubuntu (apt-get) for containerd, runc and the CNI plugins"
  fi
}

NODE_PACKAGES=(containerd runc containernetworking-plugins iptables conntrack ipset socat iproute2 openssl curl jq umoci)
IMAGE_PACKAGES=(mmdebstrap debian-archive-keyring umoci jq python3-pip iproute2 curl)
