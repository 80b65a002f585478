# shellcheck shell=bash disable=SC2034,SC2154
# The node's bridge, forwarding and the rules that go with it; all of it is found again by name and removed.

NETWORK_CHAINS="^(KUBE-|CNI-|PLUMBLINE-)"

start_network() {
  iptables_chains >"$CLUSTER/chains-before"
  ip link show "$NODE_BRIDGE" >/dev/null 2>&1 || ip link add "$NODE_BRIDGE" type bridge
  ip address replace "$NODE_ADDRESS/24" dev "$NODE_BRIDGE"
  ip link set "$NODE_BRIDGE" up
  # The kernel looks for a route before kube-proxy's rules see the packet; not every machine has a default route.
  ip route replace "$SERVICE_CIDR" dev "$NODE_BRIDGE"
  cat /proc/sys/net/ipv4/ip_forward >"$CLUSTER/ip-forward-before"
  echo 1 >/proc/sys/net/ipv4/ip_forward
  # Answers between two Pods of the bridge must pass conntrack, or a Service's address would not be put back into them.
  if [[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ]]; then
    echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
  fi
  iptables -w -t nat -N PLUMBLINE-POSTROUTING
  iptables -w -t nat -A PLUMBLINE-POSTROUTING -s "$POD_CIDR" ! -d "$POD_CIDR" -j MASQUERADE
  iptables -w -t nat -A POSTROUTING -j PLUMBLINE-POSTROUTING
  # A Docker engine sets the policy of FORWARD to DROP.
  iptables -w -N PLUMBLINE-FORWARD
  iptables -w -A PLUMBLINE-FORWARD -s "$POD_CIDR" -j ACCEPT
  iptables -w -A PLUMBLINE-FORWARD -d "$POD_CIDR" -j ACCEPT
  iptables -w -A FORWARD -j PLUMBLINE-FORWARD
}

stop_network() {
  local table
  command -v iptables >/dev/null || return 0
  for table in nat filter mangle; do remove_chains "$table"; done
  ip link delete "$POD_BRIDGE" 2>/dev/null || true
  ip link delete "$NODE_BRIDGE" 2>/dev/null || true
  if [[ -f $CLUSTER/ip-forward-before ]]; then cat "$CLUSTER/ip-forward-before" >/proc/sys/net/ipv4/ip_forward; fi
  rm -f "$CLUSTER/chains-before" "$CLUSTER/ip-forward-before"
}

iptables_chains() {
  local table
  mkdir -p "$CLUSTER/log"
  for table in nat filter mangle; do
    iptables -w -t "$table" -S 2>>"$CLUSTER/log/iptables.log" | awk -v table="$table" -v ours="$NETWORK_CHAINS" \
      '$1 == "-N" && $2 ~ ours && $2 !~ /^PLUMBLINE-/ { print table, $2 }'
  done
}

# One iptables-restore per table: hundreds of service chains go at once. Chains that were there before "up" stay.
remove_chains() {
  local table=$1
  {
    echo "*$table"
    iptables -w -t "$table" -S 2>>"$CLUSTER/log/iptables.log" | awk -v table="$table" -v ours="$NETWORK_CHAINS" -v before="$CLUSTER/chains-before" '
      BEGIN { while ((getline line < before) > 0) kept[line] = 1 }
      function mine(chain) { return chain ~ ours && !((table " " chain) in kept) }
      $1 == "-N" && mine($2) { chains[$2] = 1 }
      $1 == "-A" && !mine($2) {
        for (i = 3; i < NF; i++) if ($i == "-j" && mine($(i + 1))) { sub(/^-A/, "-D"); jumps[++n] = $0; break }
      }
      END {
        for (i = 1; i <= n; i++) print jumps[i]
        for (chain in chains) print "-F " chain
        for (chain in chains) print "-X " chain
      }'
    echo COMMIT
  } | iptables-restore -w --noflush
}

# What another Kubernetes on this machine would fight over.
check_node_is_free() {
  local taken
  taken=$(ss -Hltn "sport = :10250 or sport = :10249 or sport = :10256" | head -n 1)
  [[ -z $taken ]] || die "a kubelet or kube-proxy already runs on this machine: $taken" \
    "one machine carries one node; end it, or use: testcluster up --level control-plane"
  ! ss -Hlun "sport = :53" | awk '{ print $4 }' | grep -qE '^(0\.0\.0\.0|\*|\[::\]):53$' \
    || die "a DNS server holds port 53 of every address of this machine: CoreDNS cannot bind $NODE_ADDRESS:53"
}
