#!/usr/bin/env bats
# The images beside the worker's: the proxy, which lets nothing out by itself, and the mirror.

load common
load container

setup() {
    prepare_container
    prefix=${image%/worker:*}
    tag=${image##*:}
}

teardown() {
    remove_container
}

@test "the proxy does nothing by itself, and has what a runtime starts it with" {
    run docker run --name "$name" --cap-drop ALL --security-opt no-new-privileges "$prefix/proxy:$tag"
    [[ $status == 1 && -z $output ]]

    docker run --rm --network none --cap-drop ALL "$prefix/proxy:$tag" sh -c 'for it in squid nft ip setpriv; do command -v "$it"; done'
}

@test "the mirror serves what is pushed to it" {
    docker run --detach --name "$name" --publish 127.0.0.1::5000 "$prefix/mirror:$tag" >/dev/null
    address=$(docker port "$name" 5000/tcp | head -n 1)
    until_true 20 curl --silent --fail "http://$address/v2/"
    printf 'FROM scratch\nCOPY x /x\n' >"$BATS_TEST_TMPDIR/Dockerfile"
    echo x >"$BATS_TEST_TMPDIR/x"
    docker build --quiet --tag "$address/$name" --file "$BATS_TEST_TMPDIR/Dockerfile" "$BATS_TEST_TMPDIR" >/dev/null 2>&1

    docker push --quiet "$address/$name" >/dev/null

    docker rmi "$address/$name" >/dev/null
    docker pull --quiet "$address/$name"
    docker rmi "$address/$name" >/dev/null
    [[ $(docker exec "$name" id -un) == docker-registry ]]
}
