# shellcheck shell=bash
# The Docker engine inside the worker.

readonly engine_socket=/run/docker.sock
readonly engine_seconds=${TANDEMWORK_ENGINE_SECONDS:-60}
readonly engine_restarts=3

# Some runtimes mount parts of /sys read-only, where an engine has to make control groups.
open_control_groups() {
    local mount options
    while read -r _ _ _ _ mount options _; do
        if [[ $mount == /sys* && ,$options, == *,ro,* ]]; then
            mount -o remount,bind,rw "$mount" 2>/dev/null || true
        fi
    done </proc/self/mountinfo
    if [[ -f /sys/fs/cgroup/cgroup.controllers ]]; then
        delegate_controllers
    fi
}

# Version 2 hands controllers down only from a group without processes.
delegate_controllers() {
    local root=/sys/fs/cgroup process
    if [[ -n $(<"$root/cgroup.subtree_control") ]] || ! mkdir -p "$root/init" 2>/dev/null; then
        return 0
    fi
    while read -r process; do
        echo "$process" >"$root/init/cgroup.procs" || true
    done <"$root/cgroup.procs" 2>/dev/null
    sed -e 's/ / +/g' -e 's/^/+/' "$root/cgroup.controllers" >"$root/cgroup.subtree_control" 2>/dev/null || true
}

configure_engine() {
    mkdir -p /etc/docker
    jq -n --arg proxy "${TANDEMWORK_PROXY:-}" --arg mirror "${TANDEMWORK_MIRROR:-}" \
        --arg bip "${TANDEMWORK_BIP:-}" --arg direct "$(no_proxy_list)" '
        {"storage-driver": "overlay2", features: {"containerd-snapshotter": false}, "log-driver": "local", "log-level": "warn"}
        + if $bip == "" then {} else {bip: $bip} end
        + if $mirror == "" then {} else
            {"registry-mirrors": [$mirror], "insecure-registries": [$mirror | sub("^https?://"; "") | sub("/.*"; "")]} end
        + if $proxy == "" then {} else
            {proxies: {"http-proxy": $proxy, "https-proxy": $proxy, "no-proxy": $direct}} end
        ' >/etc/docker/daemon.json
}

# An engine that ends while a task is at work is started again: what the task has started goes on after that.
keep_engine() {
    local code left=$engine_restarts
    while :; do
        code=0
        rm -f /run/docker.pid /run/docker/containerd/containerd.pid
        dockerd >"$pipes/docker" 2>&1 </dev/null || code=$?
        if [[ ! -e $run/engine-ready || -e $run/ending ]]; then
            return "$code"
        fi
        if ((left-- == 0)); then
            echo "the engine has ended with $code once more and stays down" >"$pipes/docker"
            return "$code"
        fi
        echo "the engine has ended with $code and is started again" >"$pipes/docker"
    done
}

engine_info() {
    curl --silent --fail --max-time 5 --noproxy '*' --unix-socket "$engine_socket" http://engine/info 2>/dev/null
}

# Waits until the engine answers, tells its version, and returns 1 if that takes too long or it isn't as it must be.
await_engine() {
    local keeper=$1 info
    until [[ -S $engine_socket ]] && info=$(engine_info); do
        if ((SECONDS > engine_seconds)); then
            engine_failed "the engine did not answer within $engine_seconds s"
            return 1
        fi
        if ! kill -0 "$keeper" 2>/dev/null; then
            engine_failed 'the engine did not start'
            return 1
        fi
        sleep 0.05
    done
    read -r engine_driver engine_version < <(jq -r '"\(.Driver) \(.ServerVersion)"' <<<"$info")
    if [[ $engine_driver != overlay2 ]]; then
        engine_failed "the engine has the storage driver [$engine_driver]"
        return 1
    fi
    touch "$run/engine-ready"
}

engine_failed() {
    echo "$1; expected an engine that is ready with overlay2; mount a volume on /var/lib/docker and give the container" \
        'the runtime that lets an engine run in it' >"$pipes/docker"
}

# What was running when the container ended the last time would start again, or be in the way.
clear_engine() {
    if compgen -G '/var/lib/docker/containers/*' >/dev/null; then
        take_down 1
    fi
}

# Removes the compose projects, containers and networks of the task; images stay for the next attempt.
take_down() {
    local seconds=$1 project ids
    [[ -S $engine_socket ]] || return 0
    while read -r project; do
        timeout -k 1 $((seconds + 10)) docker compose --project-name "$project" \
            down --remove-orphans --volumes --timeout "$seconds" >/dev/null 2>&1 || true
    done < <(compose_projects)
    ids=$(timeout -k 1 5 docker ps --all --quiet 2>/dev/null) || return 0
    if [[ -n $ids ]]; then
        # shellcheck disable=SC2086
        timeout -k 1 20 docker rm --force --volumes $ids >/dev/null 2>&1 || true
    fi
    timeout -k 1 5 docker network prune --force >/dev/null 2>&1 || true
}

compose_projects() {
    timeout -k 1 5 docker ps --all --filter label=com.docker.compose.project \
        --format '{{.Label "com.docker.compose.project"}}' 2>/dev/null | sort -u
}

stop_engine() {
    local process
    touch "$run/ending"
    process=$(cat /run/docker.pid 2>/dev/null) || return 0
    kill "$process" 2>/dev/null || return 0
    await_gone 10 "$process" || kill -KILL "$process" 2>/dev/null || true
}
