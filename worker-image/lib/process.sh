# shellcheck shell=bash
# Commands of a task: each in a session and a control group of its own, and marked by a variable, so that whatever it starts
# is found again.

# run_marked MARK OUT ERR SECONDS COMMAND...
# Runs a command in the clone with the variables of the array `variables` and no others, and returns its code. After so
# many seconds it is asked to end, and is killed after the time of grace.
run_marked() {
    local mark=$1 out=$2 err=$3 seconds=$4
    shift 4
    launch "$mark" "$out" "$err" "$seconds" "$@" &
    local code=0
    wait $! || code=$?
    end_marked "$mark" "${field[graceSeconds]}"
    return "$code"
}

launch() {
    local mark=$1 out=$2 err=$3 seconds=$4 name
    shift 4
    join_group "$mark"
    # When memory ends, a step ends before the worker.
    echo 500 >/proc/self/oom_score_adj 2>/dev/null || true
    cd "$workspace" || exit 126
    exec {heard}>&- {say}>&- {wake}>&- >"$pipes/$out" 2>"$pipes/$err" </dev/null
    # Exported, not given to `env`: an argument can be read by every process.
    for name in $(compgen -e); do
        unset "$name"
    done
    export "${variables[@]}" "TANDEMWORK_STEP=$mark"
    exec setsid timeout -k "${field[graceSeconds]}" "$seconds" "$@"
}

# was_late CODE STARTED SECONDS: whether a command ended because its time was over.
was_late() {
    (($1 == 124 || $1 == 137)) && ((SECONDS - $2 >= $3))
}

# Prints the processes that carry the mark.
marked() {
    local file process
    {
        group_processes "$1"
        grep -lsz "^TANDEMWORK_STEP=$1\$" /proc/[0-9]*/environ 2>/dev/null | while read -r file; do
            process=${file#/proc/}
            echo "${process%/environ}"
        done || true # a process may be gone before it is read
    } | sort -u | while read -r process; do
        if is_alive "$process"; then
            echo "$process"
        fi
    done
}

is_alive() {
    local state
    state=$(sed -n 's/^State:\t\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null) && [[ -n $state && $state != [ZX] ]]
}

# end_marked MARK SECONDS: asks what carries the mark to end, and kills what is left after so many seconds.
end_marked() {
    local mark=$1 deadline=$((SECONDS + $2)) processes
    processes=$(marked "$mark")
    [[ -n $processes ]] || return 0
    # shellcheck disable=SC2086
    kill $processes 2>/dev/null || true
    while processes=$(marked "$mark") && [[ -n $processes ]]; do
        if ((SECONDS >= deadline)); then
            close_group "$mark"
            # shellcheck disable=SC2086
            kill -KILL $processes 2>/dev/null || true
        fi
        sleep 0.05
    done
}

# await_gone SECONDS PROCESS
await_gone() {
    local deadline=$((SECONDS + $1))
    while is_alive "$2"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

# Prints how many processes of this container the kernel has killed because there was no memory left.
memory_kills() {
    local files
    if [[ -f /sys/fs/cgroup/memory.events ]]; then
        files=(/sys/fs/cgroup/memory.events)
    else
        mapfile -t files < <(find /sys/fs/cgroup/memory -name memory.oom_control 2>/dev/null)
    fi
    if ((${#files[@]} == 0)); then
        echo 0
        return
    fi
    cat "${files[@]}" 2>/dev/null | awk '$1 == "oom_kill" { n += $2 } END { print n + 0 }'
}
