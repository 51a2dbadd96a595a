#!/usr/bin/env bats
# Setup, agent and checks: what they get, how they end, what is told of them.

load common

setup() {
    place_everything
    origin=$(new_repository "$BATS_TEST_TMPDIR/origin.git")
}

attempt_with() {
    local filter=$1
    shift
    job ".repository = \$repository | $filter" --arg repository "$origin" "$@" | claim_job
    accept
    attempt
}

agent_says() {
    records 'select(.type == "out" and .from == "agent") | .text' | jq -r .
}

@test "the steps come in their order" {
    attempt_with '.setup = ["true"] | .agent.command = ["sh", "-c", "echo 1 >b"] | .checks = [{name: "c", command: ["true"], seconds: 5}]'

    [[ $(records 'select(.type != "out") | .phase // .type' | tr -d '"' | tr '\n' ' ') == 'clone setup agent agent-exit checks check push result ' ]]
    [[ -z $(records 'select(.from == "git")') ]]
}

@test "the agent gets its variables and secrets, and nothing else of the worker" {
    printf 'value-of-the-key' >"$BATS_TEST_TMPDIR/claim/secrets/KEY"
    export OUTSIDE=1

    attempt_with '.agent = {command: ["sh", "-c", "test \"$KEY\" = value-of-the-key && env >env && pwd"], environment: {MODE: "a b\nc"}, secrets: ["KEY"], seconds: 20}'

    env=$TANDEMWORK_WORKSPACE/env
    [[ $(agent_says) == "$TANDEMWORK_WORKSPACE" ]]
    grep -qx 'MODE=a b' "$env"
    grep -qx 'COMPOSE_PARALLEL_LIMIT=4' "$env"
    grep -qx "TANDEMWORK_ARTIFACTS=$TANDEMWORK_RESULT/artifacts" "$env"
    run ! grep -E '^(OUTSIDE|GIT_CONFIG|GH_|voice|say|heard)' "$env"
}

@test "setup and checks get no secret" {
    printf 'value-of-the-key' >"$BATS_TEST_TMPDIR/claim/secrets/KEY"

    attempt_with '.setup = "env >../setup-env" | .agent = {command: ["sh", "-c", "echo 1 >b"], secrets: ["KEY"], seconds: 20}
        | .checks = [{name: "c", command: ["sh", "-c", "env >../check-env"], seconds: 20}]'

    run ! grep KEY "$BATS_TEST_TMPDIR/setup-env" "$BATS_TEST_TMPDIR/check-env"
}

@test "no secret is in an argument of a process, or in a file of the clone" {
    printf 'value-of-the-key' >"$BATS_TEST_TMPDIR/claim/secrets/KEY"

    attempt_with '.gitSecret = "KEY" | .agent = {command: ["sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr \"\\0\" \" \" >../arguments; echo 1 >b"], secrets: ["KEY"], seconds: 20}'

    run ! grep -r 'value-of-the-key' "$BATS_TEST_TMPDIR/arguments" "$TANDEMWORK_WORKSPACE" "$TANDEMWORK_RESULT" "$told"
}

@test "standard input is empty, and says so at once" {
    attempt_with '.agent.command = ["sh", "-c", "cat; echo read"]'

    [[ $(agent_says) == read ]]
}

@test "the files of a claim's home are there" {
    mkdir -p "$BATS_TEST_TMPDIR/claim/home/.config"
    echo '{}' >"$BATS_TEST_TMPDIR/claim/home/.config/x.json"

    job '.repository = $r' --arg r "$origin" | claim_job

    [[ -f $TANDEMWORK_RUN/job/home/.config/x.json ]]
}

@test "a child that holds the agent's output open hangs nothing and loses no line" {
    started=$SECONDS

    attempt_with '.agent.command = ["sh", "-c", "sleep 300 & echo first; printf last"]'

    ((SECONDS - started < 30))
    [[ $(agent_says | tr '\n' ,) == first,last, ]]
    run ! pgrep -f 'sleep 300'
}

@test "a child that has left its session and ignores the question is killed after the time of grace" {
    attempt_with '.agent.command = ["bash", "-c", "setsid bash -c \"trap \\\"\\\" TERM; sleep 301 & wait; sleep 302\" & sleep 0.5; echo done"]'

    [[ $(agent_says) == done ]]
    run ! pgrep -f 'sleep 30[12]'
}

@test "all that an agent has said is told before its exit" {
    attempt_with '.agent.command = ["python3", "-c", "import sys; sys.stdout.write(\"x\\n\" * 400000); sys.stderr.write(\"y\\n\" * 100000)"]'

    (($(records 'select(.from == "agent" or .from == "agent-err") | .seq' | wc -l) == 500000))
    (($(records 'select(.type == "agent-exit") | .seq') > $(records 'select(.from == "agent" or .from == "agent-err") | .seq' | sort -n | tail -n 1)))
}

@test "an agent that closes its outputs goes on" {
    attempt_with '.agent.command = ["bash", "-c", "exec >&- 2>&-; sleep 0.5; echo 1 >b"]'

    [[ $(jq -r .outcome "$TANDEMWORK_RESULT/result.json") == produced ]]
}

@test "an agent whose time is over is ended, and it is told" {
    attempt_with '.agent = {command: ["sh", "-c", "trap \"\" TERM; echo on; while :; do sleep 1; done"], seconds: 1}'

    [[ $(records 'select(.type == "agent-exit") | [.code, .timeout, .oom]') == '[137,true,false]' ]]
}

@test "an exit with 124 of the agent's own is no timeout" {
    attempt_with '.agent.command = ["sh", "-c", "exit 124"]'

    [[ $(records 'select(.type == "agent-exit") | [.code, .timeout]') == '[124,false]' ]]
}

@test "a program that is not there ends with 127" {
    attempt_with '.agent.command = ["no-such-agent", "--flag"]'

    [[ $(records 'select(.type == "agent-exit") | .code') == 127 ]]
}

@test "end-agent ends the agent, and a verdict follows" {
    job '.repository = $r | .agent.command = ["sh", "-c", "echo 1 >b; echo on; sleep 300"]' --arg r "$origin" | claim_job
    attempt 3>&- &
    until_true 20 grep -q '"text":"on"' "$told"

    "$image_folder/bin/end-agent" 5
    until_true 20 grep -q agent-exit "$told"
    accept
    wait $!

    [[ $(records 'select(.type == "agent-exit") | [.code, .timeout]') == '[143,false]' ]]
    [[ $(jq -r .outcome "$TANDEMWORK_RESULT/result.json") == produced ]]
}

@test "a verdict that does not accept ends with a failure, and pushes nothing" {
    job '.repository = $r | .agent.command = ["sh", "-c", "echo 1 >b"]' --arg r "$origin" | claim_job
    printf '{"accept":false}' | "$image_folder/bin/verdict" 16

    run attempt

    [[ $status == 1 ]]
    [[ $(jq -r '[.outcome, .kind] | join(" ")' "$TANDEMWORK_RESULT/result.json") == 'failed agent-error' ]]
    run ! git -C "$origin" rev-parse -q --verify agent/one
}

@test "a setup that fails ends the attempt" {
    run attempt_with '.setup = "echo no; exit 3"'

    [[ $status == 1 ]]
    [[ $(jq -r '"\(.kind): \(.message)"' "$TANDEMWORK_RESULT/result.json") == 'workspace: setup ended with 3; expected 0; its output tells why' ]]
}

@test "a setup that takes too long ends the attempt" {
    run attempt_with '.setup = ["sleep", "60"] | .setupSeconds = 1'

    [[ $(jq -r '"\(.kind): \(.message)"' "$TANDEMWORK_RESULT/result.json") == 'timeout: setup took more than 1 s and was ended; raise the limit, or make it shorter' ]]
}

@test "checks tell whether they passed, with their last words" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b"] | .checks = [
        {name: "good one", command: ["sh", "-c", "echo fine; cat b"], seconds: 5},
        {name: "bad/../one", command: "echo wrong >&2; exit 2", seconds: 5},
        {name: "slow", command: ["sleep", "60"], seconds: 1}]'

    [[ $(jq -r .outcome "$TANDEMWORK_RESULT/result.json") == produced ]]
    [[ $(records 'select(.type == "check") | [.name, .passed, .output]' | head -n 2 | tr '\n' ' ') == '["good one",true,"fine\n1\n"] ["bad/../one",false,"wrong\n"] ' ]]
    [[ $(records 'select(.type == "check" and .name == "slow") | .output' | jq -r .) == 'check [slow] took more than 1 s and was ended' ]]
    [[ $(ls "$TANDEMWORK_RESULT/checks" | tr '\n' ' ') == 'bad_.._one.log good_one.log slow.log ' ]]
}

@test "what the agent has printed is kept, and so are its artifacts" {
    attempt_with '.agent.command = ["sh", "-c", "echo out; echo err >&2; echo kept >\"$TANDEMWORK_ARTIFACTS/x\""]'

    [[ $(sort "$TANDEMWORK_RESULT/transcript.log" | tr '\n' ,) == err,out, ]]
    [[ $(<"$TANDEMWORK_RESULT/artifacts/x") == kept ]]
}

@test "a control group that goes while it is read stops nothing" {
    groups=$BATS_TEST_TMPDIR/groups
    mkdir -p "$groups/memory/inner" "$groups/memory/gone"
    echo 'oom_kill 2' >"$groups/memory/memory.oom_control"
    echo 'oom_kill 1' >"$groups/memory/inner/memory.oom_control"
    ln -s nowhere "$groups/memory/gone/memory.oom_control"

    run -0 bash -ec "set -o pipefail; groups=$groups; source $image_folder/lib/process.sh; n=\$(memory_kills); echo \$n"

    [[ $output == 3 ]]
}

@test "the limits of the container become those of tools" {
    export TANDEMWORK_MEMORY=4294967296 TANDEMWORK_CPUS=1.5 TANDEMWORK_PROXY=http://10.1.2.3:3128 TANDEMWORK_MIRROR=http://10.1.2.4:5000
    source "$image_folder/lib/surroundings.sh"

    [[ $(limit_variables | tr '\n' ' ') == 'NODE_OPTIONS=--max-old-space-size=2048 MAVEN_OPTS=-Xmx2048m MAKEFLAGS=-j2 ' ]]
    [[ $(proxy_variables | grep -i '^no_proxy' | sort -u | tr '\n' ' ') == 'NO_PROXY=localhost,127.0.0.1,::1 no_proxy=localhost,127.0.0.1,::1 ' ]]
    (($(proxy_variables | grep -c '=http://10.1.2.3:3128$') == 4))
}
