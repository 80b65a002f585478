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

# debian_program PURPOSE PACKAGE PATH: the path of one program of a package that is not installed. For packages that bring a
# service, which would start, and much else that the program runs without.
debian_program() {
  local purpose=$1 package=$2 path=$3
  local directory=$CACHE/debian/$package
  [[ -x $directory/$path ]] || with_lock "$CACHE/apt.lock" unpack_program "$purpose" "$package" "$path" "$directory"
  echo "$directory/$path"
}

unpack_program() {
  local purpose=$1 package=$2 path=$3 directory=$4 log=$CACHE/log/apt.log
  [[ -x $directory/$path ]] && return 0 # unpacked while this process waited for the lock
  command -v apt-get >/dev/null || die "$purpose needs $package of Debian, and there is no apt-get"
  say "$purpose needs $path of the Debian package $package"
  # Installing a package before this one will mostly have read the lists already.
  if ((EUID == 0)) && ! apt-get download --print-uris "$package" >/dev/null 2>&1; then
    step "apt-get update" "$log" apt-get update -q
  fi
  step "apt-get download $package" "$log" take_program "$package" "$path" "$directory"
}

take_program() {
  local package=$1 path=$2 directory=$3 temporary
  temporary=$(mktemp -d)
  (cd "$temporary" && apt-get download -q "$package") &&
    dpkg-deb --fsys-tarfile "$temporary"/*.deb | tar -x -C "$temporary" "./$path" &&
    mkdir -p "$(dirname "$directory/$path")" &&
    mv "$temporary/$path" "$directory/$path"
  local status=$?
  rm -rf "$temporary"
  return $status
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
IMAGE_PACKAGES=(unzip mmdebstrap debian-archive-keyring umoci jq python3-pip iproute2 curl)
