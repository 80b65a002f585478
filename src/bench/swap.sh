#!/usr/bin/env bash
# make bench-swap: switches models under load in three Pods of the local cluster, and holds every answer against the
# model that it names. SWAPS, RATE (requests per second) and KILLS (kills or calm) may be set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cluster=src/testcluster/bin/testcluster
swaps=${SWAPS:-10} rate=${RATE:-1000} kills=${KILLS:-calm}

MVN_FLAGS="" src/build/mvn.sh package -DskipTests -pl src/bench -am
"$cluster" up
"$cluster" images
src/build/install.sh plumbline plumbline-system
KUBECONFIG=$("$cluster" kubeconfig)
export KUBECONFIG
JAVA_HOME=$(src/build/java-home.sh)
# Clients are other machines: where that is allowed the threads that send go before everything else that runs here, so that
# what they send late is not counted as an answer that came late. They ask for that themselves (real time). What the
# generator does beside sending, which is to watch the cluster, is to take no processor from those who are measured: sessions
# are scheduled as groups, and a nice value counts inside its session only, so the session is given one.
session() { echo "$1" 2>/dev/null >/proc/self/autogroup || true; }
first=()
if chrt -r 1 true 2>/dev/null; then
  session 19
  trap 'session 0' EXIT
elif nice -n -15 true 2>/dev/null; then
  first=(nice -n -15)
  session -15
  trap 'session 0' EXIT
fi
# A fixed heap that is there from the beginning, and the collector with the least to do beside: the generator must not
# measure itself.
"${first[@]}" "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Xms384m -Xmx384m -Xmn192m -XX:MetaspaceSize=128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+AlwaysPreTouch -cp "src/bench/target/classes:$(cat src/bench/target/classpath.txt)" \
  dev.plumbline.bench.swap.SwapBench src/mojo/src/test/resources/mojos "$swaps" "$rate" "$kills"
