# shellcheck shell=bash
# The steps of one attempt, in their order. Each either succeeds or ends the attempt with a failure.

fail() {
    keep_diff
    say_result '{outcome: "failed", kind: $kind, message: $message}' --arg kind "$1" --arg message "${2:0:6000}"
    exit 1
}

# say_result FILTER [JQ-OPTION...]: the last record, which is kept as a file too.
say_result() {
    local filter=$1
    shift
    order "$(jq -nc --arg file "$result/result.json" "$@" "{say: ({type: \"result\"} + $filter), file: \$file}")"
    # Whoever started the attempt looks for the file when it has ended.
    drain
}

run_attempt() {
    phase clone
    prepare_workspace
    spare_services
    drain git
    run_setup
    run_agent
    await_verdict
    commit_work
    if [[ $head == "$before" ]]; then
        say_result '{outcome: "unchanged"}'
        return
    fi
    keep_diff
    run_checks
    phase push
    find_base
    push_work
    open_pull_request
    say_result '{outcome: "produced", base: $base, head: $head}' --arg base "$base" --arg head "$head"
}

run_setup() {
    local seconds=${field[setupSeconds]} started=$SECONDS code=0
    ((${#setup_command[@]} > 0)) || return 0
    phase setup
    begin '' setup
    plain_variables
    run_marked setup setup setup "$seconds" "${setup_command[@]}" || code=$?
    drain setup
    if was_late "$code" "$started" "$seconds"; then
        fail timeout "setup took more than $seconds s and was ended; raise the limit, or make it shorter"
    elif ((code != 0)); then
        fail workspace "setup ended with $code; expected 0; its output tells why"
    fi
}

run_agent() {
    local seconds=${field[agentSeconds]} started code=0 kills oom=false timeout=false
    phase agent
    agent_variables
    begin "$result/transcript.log" agent agent-err
    kills=$(memory_kills)
    started=$SECONDS
    run_marked agent agent agent-err "$seconds" "${agent_command[@]}" || code=$?
    variables=()
    drain agent agent-err
    begin '' agent agent-err
    if was_late "$code" "$started" "$seconds"; then
        timeout=true
    fi
    if (($(memory_kills) > kills)); then
        oom=true
    fi
    order "{\"say\": {\"type\": \"agent-exit\", \"code\": $code, \"oom\": $oom, \"timeout\": $timeout}}"
}

await_verdict() {
    until [[ -s $verdict ]]; do
        await_wake
    done
    if [[ $(jq -r .accept "$verdict") != true ]]; then
        fail agent-error 'what the agent did was not accepted'
    fi
}

run_checks() {
    local index
    ((field[checks] > 0)) || return 0
    phase checks
    for ((index = 0; index < field[checks]; index++)); do
        run_check "$index"
    done
}

run_check() {
    local name seconds started second=$SECONDS code=0 passed=false
    name=$(job_value ".checks[$1].name" -r)
    seconds=$(job_value ".checks[$1].seconds // 600")
    load_check "$1"
    begin "$result/checks/${name//[^A-Za-z0-9._-]/_}.log" check
    plain_variables
    started=$(milliseconds)
    run_marked check check check "$seconds" "${check_command[@]}" || code=$?
    if ((code == 0)); then
        passed=true
    elif was_late "$code" "$second" "$seconds"; then
        echo "check [$name] took more than $seconds s and was ended" >"$pipes/check"
    fi
    drain check
    order "$(jq -nc --arg name "$name" --argjson passed "$passed" --argjson millis "$(($(milliseconds) - started))" \
        '{say: {type: "check", name: $name, passed: $passed, millis: $millis}, tail: "check"}')"
}

# Sets the array `check_command`.
load_check() {
    mapfile -d '' -t check_command < <(job_value ".checks[$1].command"' | if type == "string" then "/bin/bash", "-c", . else .[] end | "\(.)\u0000"' -j)
}

milliseconds() {
    echo $((${EPOCHREALTIME/[.,]/} / 1000))
}
