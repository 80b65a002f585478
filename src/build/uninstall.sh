#!/usr/bin/env bash
# uninstall.sh RELEASE NAMESPACE: removes the release. CRDs, platforms, rollouts and volumes stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source src/build/current-cluster.sh
helm uninstall "$1" --namespace "$2" --ignore-not-found --wait
echo "CRDs, platforms, rollouts and volumes were left as they are."
