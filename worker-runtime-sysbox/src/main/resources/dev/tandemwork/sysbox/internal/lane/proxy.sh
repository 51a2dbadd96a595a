#!/bin/bash
# Starts a lane's proxy: rules of the kernel first, then the proxy as a user that can't change them.
set -eu
umask 022

nft -f - <<<"$TANDEMWORK_FIREWALL"
mkdir -p /run/proxy
printf '%s' "$TANDEMWORK_SQUID" >/run/proxy/squid.conf
printf '%s' "$TANDEMWORK_HOSTS" >/run/proxy/hosts
unset TANDEMWORK_FIREWALL TANDEMWORK_SQUID TANDEMWORK_HOSTS
chown proxy:proxy /proc/self/fd/1 /proc/self/fd/2
exec setpriv --reuid=proxy --regid=proxy --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
    squid -N -f /run/proxy/squid.conf
