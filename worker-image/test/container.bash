# shellcheck shell=bash
# Real containers of the real image, on the engine of this machine.

image=${TANDEMWORK_TEST_IMAGE:-tandemwork/worker:local}
# The runtime's name is the one that a worker is started with; on a machine without Sysbox the entry points at runc, and this
# stand-in opens what Sysbox would have virtualised. It isolates nothing, and is for tests only.
isolation=(--runtime=sysbox-runc --cap-add ALL --cap-drop SYS_RESOURCE --security-opt seccomp=unconfined
    --security-opt apparmor=unconfined --security-opt systempaths=unconfined --device-cgroup-rule 'a *:* rwm')

prepare_container() {
    place_everything
    name=twt-$$-$BATS_TEST_NUMBER
    origin=$(new_repository "$BATS_TEST_TMPDIR/origin.git")
}

remove_container() {
    docker rm --force --volumes "$name" >/dev/null 2>&1 || true
    docker volume rm "$name" >/dev/null 2>&1 || true
}

# start_worker OPTION...
start_worker() {
    docker run --detach --name "$name" "${isolation[@]}" --volume "$name:/var/lib/docker" --tmpfs /run \
        --volume "$origin:/origin.git" --memory 2g --memory-swap 2g --pids-limit 4096 \
        --env TANDEMWORK_BIP=10.214.0.1/24 "$@" "$image" >/dev/null
}

logs() {
    docker logs --since "${since:-0}" "$name" 2>&1
}

# Whether a record is told for which the filter is true; of output each line is looked at alone.
is_told() {
    logs | grep '^{' | jq -c 'if .type == "out" then . as $out | .text / "\n" | .[] | $out + {text: .} else . end' |
        jq -e -s "any(.[]; $1)" >/dev/null
}

records_of() {
    logs | grep '^{' | jq -c "$1"
}

send() {
    local file=$1 size
    shift
    size=$(stat -c %s "$file")
    docker exec -i "$name" "/opt/tandemwork/bin/$1" "$size" <"$file"
}

# claim_of FILTER [JQ-OPTION...]
claim_of() {
    local filter=$1
    shift
    job '.repository = "/origin.git" | '"$filter" "$@" >"$BATS_TEST_TMPDIR/claim/job.json"
    pack "$BATS_TEST_TMPDIR/claim" "$BATS_TEST_TMPDIR/claim.tar"
    send "$BATS_TEST_TMPDIR/claim.tar" claim
}

accept_it() {
    printf '{"accept":true}' >"$BATS_TEST_TMPDIR/verdict"
    send "$BATS_TEST_TMPDIR/verdict" verdict
}

await_agent() {
    until_true "${1:-60}" is_told '.type == "agent-exit"'
}

# await_exit SECONDS CODE
await_exit() {
    until_true "$1" is_ended
    local code
    code=$(docker inspect --format '{{.State.ExitCode}}' "$name")
    if [[ $code != "$2" ]]; then
        echo "exit code $code; expected $2; $(logs | tail -n 20)" >&2
        return 1
    fi
}

is_ended() {
    [[ $(docker inspect --format '{{.State.Status}}' "$name") == exited ]]
}

take() {
    docker cp "$name:/result/$1" "$BATS_TEST_TMPDIR/taken" >/dev/null
    cat "$BATS_TEST_TMPDIR/taken"
}
