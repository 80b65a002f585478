#!/usr/bin/env bash
# Installs the Python peers into a venv in the cache folder, once per list of versions. Prints the folder.
# Exit 3 with the reason on stderr: they cannot be had here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${PLUMBLINE_BENCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/bench}
venv=$cache/peers
wanted=$(sha256sum <"$here/requirements.txt")
if [ "$(cat "$venv/installed" 2>/dev/null)" != "$wanted" ]; then
  # MLServer stops at Python 3.12.
  for candidate in "${PYTHON:-}" python3.11 python3.12 python3.10 python3; do
    [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(not (3, 9) < sys.version_info < (3, 13))' 2>/dev/null && break
    candidate=
  done
  [ -n "${candidate:-}" ] || { echo "needs Python 3.10, 3.11 or 3.12 (PYTHON names one)" >&2; exit 3; }
  rm -rf "$venv"
  mkdir -p "$cache"
  { "$candidate" -m venv "$venv" &&
    "$venv/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt"; } >"$cache/peers.log" 2>&1 ||
    { echo "pip could not install the peers: $(grep -m1 -i error "$cache/peers.log" || tail -1 "$cache/peers.log")" >&2; exit 3; }
  echo "$wanted" >"$venv/installed"
fi
echo "$venv"
