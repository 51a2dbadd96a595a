#!/bin/bash
# Starts a registry: FOLDER PORT. As root it first becomes a user that can do nothing else.
# With TANDEMWORK_UPSTREAM it pulls through from there, and takes nothing that is pushed.
set -eu
umask 022

cat >/tmp/config.yml <<CONFIG
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
    printf 'proxy:\n  remoteurl: "%s"\n' "$TANDEMWORK_UPSTREAM" >>/tmp/config.yml
fi
serve=(docker-registry serve /tmp/config.yml)
if ((UID != 0)); then
    exec "${serve[@]}"
fi
chown docker-registry:docker-registry "$1"
exec setpriv --reuid=docker-registry --regid=docker-registry --clear-groups --no-new-privs --inh-caps=-all \
    --bounding-set=-all "${serve[@]}"
