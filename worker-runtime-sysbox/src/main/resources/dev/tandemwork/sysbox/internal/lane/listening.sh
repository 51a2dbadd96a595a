#!/bin/bash
# Waits until a proxy takes connections, as long as it may: ADDRESS PORT TENTHS-OF-A-SECOND.
for ((i = 0; i < 5 * $3; i++)); do
    if (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; then
        exit 0
    fi
    sleep 0.02
done
exit 1
