#!/usr/bin/env bash
# Writes every generated file anew: crds/, the chart's copy, docs/rules, docs/api.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
echo "==> generating CRDs, rule pages and the API reference"
src/build/mvn.sh -pl src/generator -am -Pgenerate process-classes
