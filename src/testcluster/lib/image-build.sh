# shellcheck shell=bash disable=SC2034,SC2154
# Images as OCI layouts, one layer per folder of images/, each on the layers of its parent.
#
# images/<name>/image.sh says: PARENT (another folder, or empty), TAG (empty for a layer that only others use), TOOLS
# (sets of our binaries that go into it), IMAGE_USER, IMAGE_ENV, IMAGE_ENTRYPOINT, inputs (prints what the content depends on beside the folder itself) and
# fill ROOT. With CHROOT=yes ROOT is the parent's file system and what fill changes in it becomes the layer; without,
# ROOT is an empty directory that becomes the layer.

IMAGE_DATE=2026-01-01T00:00:00Z

image_names() { (cd "$HERE/images" && grep -lE '^TAG=.' ./*/image.sh | xargs -n1 dirname | sed 's|^\./||' | sort); }

# load_definition NAME: in a subshell of the caller, since definitions share names.
load_definition() {
  [[ -f $HERE/images/$1/image.sh ]] || die "no image is named '$1'" "images: $(image_names | xargs)"
  PARENT='' TAG='' TOOLS=() CHROOT='' IMAGE_USER='' IMAGE_ENV=() IMAGE_ENTRYPOINT=()
  IMAGE_DIR=$HERE/images/$1
  inputs() { :; }
  # shellcheck disable=SC1090
  source "$IMAGE_DIR/image.sh"
}

# image_key NAME: the hash of the folder, of its inputs and of its parents; worked out once per run of the script.
image_key() {
  local memo=$CACHE/images/.keys-$$/$1
  if [[ ! -f $memo ]]; then
    mkdir -p "$(dirname "$memo")"
    compute_image_key "$1" >"$memo.new"
    mv "$memo.new" "$memo"
  fi
  cat "$memo"
}

compute_image_key() {
  (
    load_definition "$1"
    {
      [[ -z $PARENT ]] || image_key "$PARENT"
      (cd "$IMAGE_DIR" && find . -type f | sort | xargs sha256sum)
      inputs
    } | sha256sum | cut -c1-16
  )
}

image_layout() {
  local key
  key=$(image_key "$1")
  echo "$CACHE/images/$1-$key"
}

image_tag() { (load_definition "$1" && echo "$TAG"); }

# need_image NAME: the OCI layout is in the cache afterwards.
need_image() {
  local layout
  (load_definition "$1")
  layout=$(image_layout "$1")
  [[ -d $layout ]] || with_lock "$CACHE/images/$1.lock" build_image "$1" "$layout"
}

build_image() {
  local name=$1 layout=$2 parent tools
  [[ ! -d $layout ]] || return 0
  parent=$(load_definition "$name" && echo "$PARENT")
  read -ra tools <<<"$(load_definition "$name" && echo "${TOOLS[*]}")"
  ((${#tools[@]} == 0)) || need_tools "${tools[@]}"
  [[ -z $parent ]] || need_image "$parent"
  rm -rf "$CACHE/images/.building-$name".*
  step "building image $name" "$CACHE/log/image-$name.log" build_layout "$name" "$layout" "$parent"
  drop_old_layouts "$name" "$layout"
}

# Four older contents are kept: another checkout on this machine may be at them.
drop_old_layouts() {
  find "$CACHE/images" -maxdepth 1 -type d -regex ".*/$1-[0-9a-f]+" ! -path "$2" -printf '%T@ %p\n' \
    | sort -rn | tail -n +5 | cut -d' ' -f2- | xargs -r rm -rf
}

build_layout() {
  local name=$1 layout=$2 parent=$3 work=$CACHE/images/.building-$1.$$
  load_definition "$name"
  mkdir -p "$work/upper" "$work/layout"
  if [[ $CHROOT == yes ]]; then
    fill_chroot "$work" "$parent"
  else
    fill "$work/upper"
  fi
  whiteouts "$work/upper"
  # Same content, same digest: names sorted, one date. The JDK and Python compare dates with what they compiled.
  tar --sort=name --mtime="$IMAGE_DATE" --numeric-owner --exclude=./proc/* --exclude=./dev/* -C "$work/upper" \
    -cf "$work/layer.tar" .
  if [[ -n $parent ]]; then
    cp -al "$(image_layout "$parent")/oci/." "$work/layout"
    # umoci rewrites the index in place.
    cp --remove-destination "$(image_layout "$parent")/oci/index.json" "$work/layout/index.json"
  else
    rmdir "$work/layout"
    umoci init --layout "$work/layout"
    umoci new --image "$work/layout:image"
  fi
  umoci raw add-layer --history.created "$IMAGE_DATE" --history.created_by "images/$name" \
    --image "$work/layout:image" "$work/layer.tar"
  configure_image "$work/layout:image"
  name_image "$work/layout/index.json"
  # Images without a tag are parents: their file system is what the next chroot starts from.
  mkdir "$work/done"
  mv "$work/layout" "$work/done/oci"
  if [[ -z $TAG ]]; then mv "$work/upper" "$work/done/files"; fi
  mv "$work/done" "$layout"
  rm -rf --one-file-system "$work"
}

configure_image() {
  local options=(--created "$IMAGE_DATE" --no-history --architecture "$(dpkg --print-architecture)" --os linux) value
  [[ -z $IMAGE_USER ]] || options+=(--config.user "$IMAGE_USER")
  for value in ${IMAGE_ENV[@]+"${IMAGE_ENV[@]}"}; do options+=(--config.env "$value"); done
  for value in ${IMAGE_ENTRYPOINT[@]+"${IMAGE_ENTRYPOINT[@]}"}; do options+=(--config.entrypoint "$value"); done
  umoci config --image "$1" "${options[@]}"
}

# containerd takes the full name of an image from this annotation.
name_image() {
  jq --arg tag "$TAG" '.manifests[0].annotations += (if $tag == "" then {} else {"io.containerd.image.name": $tag} end)' \
    "$1" >"$1.new"
  mv "$1.new" "$1"
}

# fill_chroot WORK PARENT: the mounts live in a namespace of their own and go with it, whatever happens.
fill_chroot() {
  local lower
  lower=$(image_layout "$2")/files
  mkdir -p "$1/overlay" "$1/root"
  export -f fill
  unshare --mount --propagation private bash -euo pipefail -c '
    mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/overlay" "$1/root"
    mount -t proc proc "$1/root/proc"
    mount --bind /dev "$1/root/dev"
    cp --remove-destination -L /etc/resolv.conf "$1/root/etc/resolv.conf"
    install_in() { chroot "$ROOT" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; }
    ROOT=$1/root
    chroot "$ROOT" apt-get update -q
    fill "$ROOT"
    rm -rf "$ROOT"/var/lib/apt/lists/* "$ROOT"/var/cache/apt/*.bin "$ROOT"/var/cache/apt/archives/*.deb \
      "$ROOT"/var/log/*.log "$ROOT"/var/log/apt "$ROOT"/var/cache/debconf/*-old "$ROOT"/tmp/*
    umount "$ROOT/dev" "$ROOT/proc" "$ROOT"
  ' fill "$1" "$lower"
}

# Deleted files of the parent are character devices 0/0 in an overlay and empty ".wh." files in a layer.
whiteouts() {
  local file
  find "$1" -type c -print0 | while IFS= read -r -d '' file; do
    [[ $(stat -c %t:%T "$file") == 0:0 ]] || continue
    rm "$file"
    : >"$(dirname "$file")/.wh.$(basename "$file")"
  done
}
