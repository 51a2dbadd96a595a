#!/bin/bash
# Tells what can be reached from here: PROXY-ADDRESS PROXY-PORT RAW-ADDRESS REFUSED-HOST [ALLOWED-HOST ALLOWED-PORT].
# Prints lines of a name and a value; who reads them decides.
export LC_ALL=C
proxy=$1 port=$2 raw=$3 refused=$4 allowed=${5-} allowed_port=${6-}

# Prints the status that the proxy answers to a request for a connection.
ask() {
    local status=none
    if exec 3<>"/dev/tcp/$proxy/$port"; then
        printf 'CONNECT %s:%s HTTP/1.1\r\nHost: %s:%s\r\n\r\n' "$2" "$3" "$2" "$3" >&3
        IFS=' ' read -r -t 10 _ status _ <&3
    fi 2>/dev/null
    echo "$1 ${status:-none}"
}

# Prints whether an address answers without the proxy; a refusal is an answer too.
try_raw() {
    local said
    if said=$(timeout 0.15 bash -c 'exec 3<>"/dev/tcp/$1/443"' - "$raw" 2>&1) || [[ $said == *refused* ]]; then
        echo "raw reached"
    else
        echo "raw unreachable"
    fi
}

# Prints the gateway of the default route if somebody is there: an open network answers to nobody's address, but has one.
find_gateway() {
    local target hex address mac flags
    while read -r _ target hex _; do
        [[ $target == 00000000 && $hex != 00000000 ]] || continue
        printf -v address '%d.%d.%d.%d' "0x${hex:6:2}" "0x${hex:4:2}" "0x${hex:2:2}" "0x${hex:0:2}"
        while read -r found _ flags mac _; do
            if [[ $found == "$address" && $flags == 0x2 && $mac != 00:00:00:00:00:00 ]]; then
                echo "gateway $address"
            fi
        done </proc/net/arp
    done </proc/net/route
}

ask refused "$refused" 443 &
if [[ -n $allowed ]]; then
    ask allowed "$allowed" "$allowed_port" &
fi
try_raw
find_gateway
wait
echo "done yes"
