#!/usr/bin/env bash
# make test: unit tests, then integration and end-to-end tests on a real cluster.
# A cluster that this script starts it also takes down; one that was running before stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cluster=src/testcluster/bin/testcluster
began=$SECONDS
say() { printf '\n==> [%4ds] %s\n' "$((SECONDS - began))" "$*"; }

started="" replaced=""
take_down() {
  if [[ -n $replaced ]]; then
    say "installing the operator again"
    src/build/install.sh plumbline plumbline-system || true
  fi
  if [[ -n $started ]]; then
    say "taking the test cluster down"
    "$cluster" down --owner test || true
  fi
}
trap take_down EXIT
rm -f src/*/target/skipped-tests.txt

# The cache is tested on a real Redis; without one those tests stand in the list of what was skipped. The package with the
# tools has the server as well, and none of its services.
if ((EUID == 0)) && command -v apt-get >/dev/null; then
  "$cluster" packages "the tests of the cache" redis-tools || true
fi
# So is the analysis by Prometheus; its package would start a service, so only the program is taken out of it.
if command -v apt-get >/dev/null; then
  PLUMBLINE_PROMETHEUS=$("$cluster" program "the tests of analysis by Prometheus" prometheus usr/bin/prometheus) || true
  PLUMBLINE_REGISTRY=$("$cluster" program "the tests of registries" docker-registry usr/bin/docker-registry) || true
  export PLUMBLINE_PROMETHEUS PLUMBLINE_REGISTRY
fi
# No package has an object store that checks signatures; this one is built like the programs of the cluster.
PLUMBLINE_S3_GATEWAY=$("$cluster" tool versitygw) || true
export PLUMBLINE_S3_GATEWAY

say "1/4 unit tests and packaging (Maven, JDK 25)"
# Two modules at a time: each has its tests in a JVM of its own, and the one with a server at a fixed port is alone in that.
src/build/mvn.sh package -T 2

if [[ -n ${PLUMBLINE_TEST_KUBECONFIG:-${MLPLATFORM_TEST_KUBECONFIG:-}} ]]; then
  say "2/4 using the cluster of the given kubeconfig"
elif "$cluster" kubeconfig >/dev/null 2>&1; then
  say "2/4 using the test cluster that is already running"
  "$cluster" images
  # The tests bring operators of their own, one per namespace. One that serves all namespaces (make install, make
  # demo) would take part in every test, so it makes room; what it made stays as it is.
  if (source src/build/current-cluster.sh && helm status plumbline --namespace plumbline-system >/dev/null 2>&1); then
    replaced=yes
    src/build/uninstall.sh plumbline plumbline-system
  fi
else
  say "2/4 bringing a test cluster up"
  started=yes
  "$cluster" up --owner test
  "$cluster" images
fi

say "3/4 integration and end-to-end tests"
# Only the modules that have such tests and what these need; the packages of the first run are still in place. Two modules
# at a time: those of the operator that serve the whole cluster come last.
modules=$(grep -l maven-failsafe-plugin src/*/pom.xml | xargs -n1 dirname | paste -sd,)
status=0
src/build/mvn.sh verify -T 2 -pl "$modules" -am -DskipUnitTests=true -Dquarkus.build.skip=true || status=$?

say "4/4 what was skipped"
if cat src/*/target/skipped-tests.txt 2>/dev/null | sort -u | grep .; then :; else echo "nothing"; fi
say "done in $((SECONDS - began)) s"
exit "$status"
