#!/usr/bin/env bash
# install.sh RELEASE NAMESPACE: the chart onto the current cluster, and waits until the operator is up.
# HELM_ARGS holds more arguments for helm: make install HELM_ARGS='--set watchNamespaces={ml}'
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source src/build/current-cluster.sh
release=$1 namespace=$2
read -r -a more <<<"${HELM_ARGS:-}"
echo "==> installing $release into $namespace ($(kubectl config current-context))"
# Helm installs CRDs once and never upgrades them, so they are applied here.
kubectl apply --server-side --force-conflicts -f crds/
# The tag of a working copy's image stays the same, so what was built is what tells Pods apart.
built=$(cat src/operator/target/*-runner.jar src/operator/target/lib/*plumbline*.jar 2>/dev/null | sha256sum | cut -c1-12) || true
if ! helm upgrade --install "$release" helm/plumbline --namespace "$namespace" --create-namespace \
  --set-string "podAnnotations.plumbline\.dev/build=$built" --wait --timeout 3m ${more[@]+"${more[@]}"}; then
  kubectl --namespace "$namespace" get pods
  kubectl --namespace "$namespace" events --types=Warning | tail -5
  echo "The operator did not come up. On the test cluster, 'make images' loads its image; look further with:" >&2
  echo "  kubectl --namespace $namespace logs -l app.kubernetes.io/name=plumbline-operator --tail=50" >&2
  exit 1
fi
