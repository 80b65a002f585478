#!/usr/bin/env bash
# Fails when a generated file differs from what is committed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
changed=$(git status --porcelain)
if [[ -n $changed ]]; then
  echo "make verify: the tree differs from what is committed:" >&2
  printf '%s\n' "$changed" >&2
  echo "Run 'make generate format', look at the difference and commit it." >&2
  exit 1
fi
echo "make verify: generated files are up to date."
