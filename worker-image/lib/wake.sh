# shellcheck shell=bash
# How the commands of `docker exec` tell the worker that there is something new.

make_wake() {
    [[ -p $run/wake ]] || mkfifo -m 0600 "$run/wake"
    exec {wake}<>"$run/wake"
    export wake
}

# Returns after the next call of `wake_up`, or after a minute. A process of its own reads, so that a signal is seen at once.
await_wake() {
    timeout 60 head -c 1 <&"$wake" >/dev/null &
    wait $! || true
}

wake_up() {
    if [[ -p $run/wake ]]; then
        printf . 1<>"$run/wake"
    fi
}
