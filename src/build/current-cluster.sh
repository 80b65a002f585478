#!/usr/bin/env bash
# Sourced. Sets KUBECONFIG (yours if set, else the test cluster's) and puts kubectl and helm on the PATH.
if [[ -z ${KUBECONFIG:-} ]]; then
  KUBECONFIG=$(src/testcluster/bin/testcluster kubeconfig) || exit 1
fi
export KUBECONFIG
PATH="$(src/testcluster/bin/testcluster bin):$PATH"
export PATH
