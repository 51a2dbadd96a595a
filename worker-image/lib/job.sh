# shellcheck shell=bash
# The job that was claimed.

# Reads the job at one go, for each start of jq takes its time: texts and numbers into the array `field`, lists into arrays of
# their own. A command that is a text is one for a shell.
load_job() {
    local name value
    declare -gA field=()
    setup_command=() agent_command=() agent_environment=() agent_secrets=()
    while IFS= read -r -d '' name && IFS= read -r -d '' value; do
        case $name in
            setup) setup_command+=("$value") ;;
            agent) agent_command+=("$value") ;;
            environment) agent_environment+=("$value") ;;
            secrets) agent_secrets+=("$value") ;;
            *) field[$name]=$value ;;
        esac
    done < <(jq -j '
        def entry($name): "\($name)\u0000\(.)\u0000";
        def command: if type == "string" then "/bin/bash", "-c", . else .[] end;
        ({worker, repository, baseBranch, branch, previousHead, mergeBase, title, authorName, authorEmail, gitSecret, gitUser,
            setupSeconds: (.setupSeconds // 600), agentSeconds: (.agent.seconds // 3600), graceSeconds: (.graceSeconds // 10),
            checks: (.checks // [] | length),
            seconds: (.seconds // (.setupSeconds // 600) + (.agent.seconds // 3600) + ([.checks[]?.seconds // 600] | add // 0) + 7200)
         } | to_entries[] | .key as $name | .value // "" | entry($name)),
        (.setup // [] | command | entry("setup")),
        (.agent.command | command | entry("agent")),
        (.agent.environment // {} | to_entries[] | "\(.key)=\(.value)" | entry("environment")),
        (.agent.secrets // [] | .[] | entry("secrets"))' "$job/job.json")
}

# job_value FILTER [JQ-OPTION...]
job_value() {
    local filter=$1
    shift
    jq "$@" "$filter" "$job/job.json"
}

# Fails with what is wrong with the job in the folder.
check_job() {
    local kind text faults=()
    while IFS=' ' read -r kind text; do
        if [[ $kind == fault ]]; then
            faults+=("$text")
        elif [[ ! -f $1/secrets/$text ]]; then
            faults+=("secret [$text] has no value")
        fi
    done < <(job_faults "$1/job.json")
    if ((${#faults[@]} > 0)); then
        printf 'claim: %s; expected a job as docs/worker-protocol.md has it\n' "${faults[@]}" >&2
        return 1
    fi
}

# Prints `fault TEXT` for what is wrong with a job, and `secret NAME` for each secret that it needs.
job_faults() {
    jq -r '
        def text($name): if (.[$name] | type) == "string" and .[$name] != "" then empty
            else "fault \($name) [\(.[$name])] is not a text" end;
        def names: all(.[]; type == "string" and test("^[A-Za-z_][A-Za-z0-9_]*$"));
        if .version != 1 then "fault version [\(.version)] is not known; expected 1" else empty end,
        text("worker", "repository", "baseBranch", "branch", "title", "authorName", "authorEmail"),
        if (.agent | type) != "object" or ([.agent.command] | flatten | length) == 0 then "fault agent.command is empty" else empty end,
        if (.agent.environment // {} | keys | names) then empty else "fault agent.environment has a name that is none of a variable" end,
        if (.agent.secrets // [] | names) then empty else "fault agent.secrets has a name that is none of a variable" end,
        if (.gitSecret // "x" | [.] | names) then empty else "fault gitSecret [\(.gitSecret)] is none of a secret" end,
        ((.agent.secrets // [])[], .gitSecret // empty | "secret \(.)")' "$1" 2>/dev/null || echo 'fault job.json is not a JSON object'
}
