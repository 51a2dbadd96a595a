# shellcheck shell=bash
# The job that was claimed.

# job_value FILTER [JQ-OPTION...]
job_value() {
    local filter=$1
    shift
    jq "$@" "$filter" "$job/job.json"
}

# Prints a text of the job; nothing if it is absent.
job_text() {
    jq -r --arg name "$1" '.[$name] // ""' "$job/job.json"
}

grace() {
    job_value '.graceSeconds // 10' 2>/dev/null || echo 10
}

# Sets the array `command` to what the filter yields: a list is a program and its arguments, a text is for a shell.
job_command() {
    command=()
    local part
    while IFS= read -r -d '' part; do
        command+=("$part")
    done < <(job_value "($1)"' | if type == "string" then "/bin/bash", "-c", . else .[] end | "\(.)\u0000"' -j)
}

# Fails with what is wrong with the job in the folder.
check_job() {
    jq -r '
        def text($name): if (.[$name] | type) == "string" and .[$name] != "" then empty
            else "\($name) [\(.[$name])] is not a text" end;
        def names: all(.[]; type == "string" and test("^[A-Za-z_][A-Za-z0-9_]*$"));
        if .version != 1 then "version [\(.version)] is not known; expected 1" else empty end,
        text("worker", "repository", "baseBranch", "branch", "title", "authorName", "authorEmail"),
        if (.agent | type) != "object" or ([.agent.command] | flatten | length) == 0 then "agent.command is empty" else empty end,
        if (.agent.environment // {} | keys | names) then empty else "agent.environment has a name that is none of a variable" end,
        if (.agent.secrets // [] | names) then empty else "agent.secrets has a name that is none of a variable" end
        ' "$1/job.json" >"$1/faults" 2>&1 || echo 'job.json is not JSON' >>"$1/faults"
    local name
    while IFS= read -r name; do
        [[ -f $1/secrets/$name ]] || echo "secret [$name] has no value" >>"$1/faults"
    done < <(jq -r '(.agent.secrets // [])[], .gitSecret // empty' "$1/job.json" 2>/dev/null)
    if [[ -s $1/faults ]]; then
        sed 's/^/claim: /; s/$/; expected a job as docs\/worker-protocol.md has it/' "$1/faults" >&2
        return 1
    fi
}
