#!/bin/bash
# Starts a registry: FOLDER PORT. With TANDEMWORK_UPSTREAM it pulls through from there, and takes nothing that is pushed.
set -eu
umask 022

mkdir -p /run/mirror
cat >/run/mirror/config.yml <<CONFIG
version: 0.1
log:
  level: info
storage:
  filesystem:
    rootdirectory: $1
  cache:
    blobdescriptor: inmemory
http:
  addr: :$2
CONFIG
if [[ -n ${TANDEMWORK_UPSTREAM-} ]]; then
    printf 'proxy:\n  remoteurl: "%s"\n' "$TANDEMWORK_UPSTREAM" >>/run/mirror/config.yml
fi
chown docker-registry:docker-registry "$1"
exec setpriv --reuid=docker-registry --regid=docker-registry --clear-groups --no-new-privs --inh-caps=-all \
    --bounding-set=-all docker-registry serve /run/mirror/config.yml
