#!/usr/bin/env bash
# remove-container.sh SOCKET ID: deletes a container and its task; run in parallel by "testcluster down".
set -u
for _ in 1 2 3 4 5 6 7 8 9 10; do
  ctr --address "$1" -n k8s.io tasks delete --force "$2" >/dev/null 2>&1
  if ctr --address "$1" -n k8s.io containers delete "$2"; then exit 0; fi
  sleep 0.1
done
exit 1
