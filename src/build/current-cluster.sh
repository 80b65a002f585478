#!/usr/bin/env bash
# Sourced. Sets KUBECONFIG (yours if set, else the test cluster's) and puts kubectl and helm on the PATH.
if [[ -z ${KUBECONFIG:-} ]]; then
  KUBECONFIG=$(src/testcluster/bin/testcluster kubeconfig) || exit 1
fi
export KUBECONFIG
for tool in kubectl helm; do
  PATH="$(dirname "$(src/testcluster/bin/testcluster tool "$tool")"):$PATH"
done
export PATH
