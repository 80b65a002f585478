#!/bin/sh
# kubectl finds its plugins by name: with this file and `plumbline` on the PATH, `kubectl plumbline rollout ...` works.
set -eu
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
beside=$(dirname "$self")/plumbline
if [ -x "$beside" ]; then
  exec "$beside" "$@"
fi
exec plumbline "$@"
