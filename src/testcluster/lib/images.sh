# shellcheck shell=bash disable=SC2034,SC2154
# Building images and importing them into the running node's containerd.

# images images|load [NAME...]
images() {
  local verb=$1 names name reason
  shift
  reason=$(why_no_node)
  if [[ -n $reason && $verb == images && $# == 0 ]]; then
    say "$reason: no Pods, so no images"
    return 0
  fi
  names=("$@")
  if ((${#names[@]} == 0)); then
    [[ $verb == images ]] || die "usage: testcluster load NAME" "images: $(image_names | xargs)"
    mapfile -t names < <(image_names)
  fi
  [[ -z $reason ]] || die "$reason"
  need_packages "building images" "${IMAGE_PACKAGES[@]}"
  for name in "${names[@]}"; do
    need_image "$name"
    if running containerd; then import_image "$name"; else say "image $name is built; no node runs to load it into"; fi
  done
}

# import_image NAME: a digest that the node has already is not imported again.
import_image() {
  local name=$1 tag layout digest begin
  begin=$(now_ms)
  tag=$(image_tag "$name")
  layout=$(image_layout "$name")/oci
  digest=$(jq -r '.manifests[0].digest' "$layout/index.json")
  if ctr_k8s images list "name==$tag" 2>/dev/null | grep -q " $digest "; then return 0; fi
  # Only layers that the node has not: a rebuilt application is a few hundred kilobytes on top of 80 MB.
  # What it lists may be collected as garbage before the import is over: then all of them.
  import_layout "$layout" <(ctr_k8s content list -q | sed 's|^sha256:|./blobs/sha256/|') \
    || import_layout "$layout" /dev/null \
    || die "cannot import image $name" "the end of $CLUSTER/log/images.log:" "$(tail -n 3 "$CLUSTER/log/images.log")"
  say "image $tag loaded: $(seconds_since "$begin") s"
}

# import_layout LAYOUT EXCLUDED: the image without the files that EXCLUDED names.
import_layout() {
  tar -C "$1" --exclude-from="$2" -cf - . | ctr_k8s images import - >>"$CLUSTER/log/images.log" 2>&1
}
