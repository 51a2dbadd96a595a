#!/usr/bin/env bats
# A base that boots systemd and lets people log in, as `nestybox/ubuntu-jammy-systemd-docker` does.

load common
load container

setup() {
    prepare_container
    flavour=twt-base-$$
}

teardown() {
    remove_container
    docker rmi --force "$flavour:base" "$flavour/worker:test" >/dev/null 2>&1 || true
}

@test "a systemd flavour as the base gets the worker's entry point, and loses its doors" {
    docker build --quiet --tag "$flavour:base" - >/dev/null 2>&1 <<END
FROM $image
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends openssh-server >/dev/null 2>&1
RUN useradd --create-home admin && echo 'admin:admin' | chpasswd && printf '#!/bin/sh\nexec sleep 1000\n' >/sbin/init-of-base && chmod +x /sbin/init-of-base
STOPSIGNAL SIGRTMIN+3
ENTRYPOINT ["/sbin/init-of-base", "--log-level=err"]
END
    "$image_folder/build" --base "$flavour:base" --agents none --tag-prefix "$flavour" --tag test worker >"$BATS_TEST_TMPDIR/build" 2>&1
    image=$flavour/worker:test

    start_worker
    until_true 60 is_told '.type == "ready"'
    docker stop --time 30 "$name" >/dev/null

    await_exit 1 143
    [[ $(docker image inspect --format '{{.Config.Entrypoint}} {{.Config.StopSignal}} {{.Config.User}}' "$image") == '[/usr/bin/tini -- /opt/tandemwork/bin/worker] SIGTERM root' ]]
    run -0 docker run --rm --entrypoint bash "$image" -c 'ls /usr/sbin/sshd 2>/dev/null; getent passwd admin; true'
    [[ -z $output ]]
}
