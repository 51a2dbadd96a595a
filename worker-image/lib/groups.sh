# shellcheck shell=bash
# Control groups for the steps of a task, where the container may make them: so that no step can use up all processes and
# leave the worker none, and that what has left its session is found.

readonly spared_processes=128

# Prints the group of a step, which may not exist.
group_of() {
    if [[ -d $groups/pids ]]; then
        echo "$groups/pids/tandemwork/$1"
    else
        echo "$groups/tandemwork/$1"
    fi
}

# Puts the calling process into the group of a step.
join_group() {
    local group most
    group=$(group_of "$1")
    most=$(cat "${group%/tandemwork/*}/pids.max" 2>/dev/null) || return 0
    mkdir -p "$group" 2>/dev/null || return 0
    if [[ ! -e $groups/pids ]]; then
        echo +pids >"${group%/*}/cgroup.subtree_control" 2>/dev/null || true
    fi
    if [[ $most =~ ^[0-9]+$ ]] && ((most > 4 * spared_processes)); then
        echo $((most - spared_processes)) >"$group/pids.max" 2>/dev/null || true
    else
        echo max >"$group/pids.max" 2>/dev/null || true
    fi
    echo "$BASHPID" >"$group/cgroup.procs" 2>/dev/null || true
}

group_processes() {
    cat "$(group_of "$1")/cgroup.procs" 2>/dev/null || true
}

# Lets nothing new start in the group of a step.
close_group() {
    local group
    group=$(group_of "$1")
    if [[ -e $group/pids.max ]]; then
        echo 0 >"$group/pids.max" 2>/dev/null || true
    fi
}
