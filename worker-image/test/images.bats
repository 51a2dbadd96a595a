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

@test "the proxy runs without privileges, refuses everything, and tells so on its standard output" {
    docker run --detach --name "$name" --cap-drop ALL --security-opt no-new-privileges "$prefix/proxy:$tag" >/dev/null
    address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$name")
    until_true 20 bash -c "exec 3<>/dev/tcp/$address/3128"

    run curl --silent --max-time 10 --proxy "http://$address:3128" --output /dev/null --write-out '%{http_code}' http://name.invalid/

    [[ $output == 403 ]]
    until_true 10 bash -c "docker logs '$name' 2>&1 | grep -q 'TCP_DENIED/403.*http://name.invalid/'"
    [[ $(docker exec "$name" id -un) == proxy ]]
    docker stop --time 10 "$name" >/dev/null
    await_exit 1 0
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
