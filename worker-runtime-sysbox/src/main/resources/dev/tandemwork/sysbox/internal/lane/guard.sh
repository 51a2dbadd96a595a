#!/bin/bash
# Closes the host to the bridges that are named: nothing that comes in from one is taken up by the host, be it for an
# address of its own, for another network, or a question for who has an address. Between the ports of a bridge all goes on.
# Without arguments it only removes the rules of bridges that are gone, which some kernels keep. The table stays: to remove it
# would be to remove what another installation has just put into it.
exec 2>&1
set -eu

for bridge in "$@"; do
    # A second line of defence; a kernel without IPv6 has nothing to be closed here.
    ip link set dev "$bridge" addrgenmode none || true
    ip -6 address flush dev "$bridge" || true
    nft -f - <<RULES
add table netdev tandemwork
add chain netdev tandemwork $bridge { type filter hook ingress device "$bridge" priority 0; policy drop; }
RULES
    nft list chain netdev tandemwork "$bridge" | grep -q 'policy drop'
    echo "closed $bridge"
done

nft list table netdev tandemwork 2>/dev/null | while read -r word bridge _; do
    if [[ $word == chain && ! -e /sys/class/net/$bridge ]]; then
        # Somebody else may have removed it in this moment.
        nft delete chain netdev tandemwork "$bridge" || true
    fi
done || true

ip -4 -oneline route show | while read -r target _; do
    echo "route $target"
done
