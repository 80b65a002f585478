#!/usr/bin/env bash
# install.sh RELEASE NAMESPACE: the chart onto the current cluster, and waits until the operator is up.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source src/build/current-cluster.sh
release=$1 namespace=$2
echo "==> installing $release into $namespace ($(kubectl config current-context))"
# Helm installs CRDs once and never upgrades them, so they are applied here.
kubectl apply --server-side --force-conflicts -f crds/
# The tag of a working copy's image stays the same, so what was built is what tells Pods apart.
built=$(find src/operator/target/quarkus-app -name '*plumbline*.jar' -exec sha256sum {} + 2>/dev/null | sort | sha256sum | cut -c1-12)
helm upgrade --install "$release" helm/plumbline --namespace "$namespace" --create-namespace \
  --set-string "podAnnotations.plumbline\.dev/build=$built" --wait --timeout 3m
