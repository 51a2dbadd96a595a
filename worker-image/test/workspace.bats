#!/usr/bin/env bats
# The clone, the branch, the commit and the push, with real repositories.

load common

setup() {
    place_everything
    origin=$(new_repository "$BATS_TEST_TMPDIR/origin.git")
}

# attempt_with FILTER [JQ-OPTION...]: claims, accepts and runs.
attempt_with() {
    local filter=$1
    shift
    job ".repository = \$repository | $filter" --arg repository "$origin" "$@" | claim_job
    accept
    attempt
}

outcome() {
    jq -r .outcome "$TANDEMWORK_RESULT/result.json"
}

failure() {
    jq -r '"\(.kind): \(.message)"' "$TANDEMWORK_RESULT/result.json"
}

head_of() {
    git -C "$origin" rev-parse "$1"
}

@test "what the agent leaves is committed under the title and pushed to the branch" {
    attempt_with '.agent.command = ["sh", "-c", "echo new >b"]'

    [[ $(outcome) == produced ]]
    [[ $(jq -r .head "$TANDEMWORK_RESULT/result.json") == $(head_of agent/one) ]]
    [[ $(jq -r .base "$TANDEMWORK_RESULT/result.json") == $(head_of main) ]]
    [[ $(git -C "$origin" log -1 --format='%s %an %ae %cn' agent/one) == 'Do the work tandemwork agent agent@tandemwork.invalid tandemwork agent' ]]
    [[ $(git -C "$origin" show agent/one:b) == new ]]
    grep -q '^+new' "$TANDEMWORK_RESULT/diff.patch"
}

@test "an attempt that changes nothing is unchanged, and pushes nothing" {
    attempt_with '.agent.command = ["true"]'

    [[ $(outcome) == unchanged ]]
    run ! git -C "$origin" rev-parse -q --verify agent/one
}

@test "commits of the agent's own are kept" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b; git add -A; git commit -qm mine; echo 2 >c"]'

    [[ $(git -C "$origin" log --format=%s main..agent/one | tr '\n' ,) == 'Do the work,mine,' ]]
}

@test "a first attempt starts from the base branch, whatever the branch has, and replaces it" {
    commit_to "$origin" agent/one stray 'stray'

    attempt_with '.agent.command = ["sh", "-c", "test ! -e stray && echo new >b"]'

    [[ $(outcome) == produced ]]
    run ! git -C "$origin" show agent/one:stray
}

@test "a second attempt goes on from what was pushed, in the clone that is there" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b"]'
    first=$(head_of agent/one)
    touch "$TANDEMWORK_WORKSPACE/.git/index.lock"
    start_again

    attempt_with '.previousHead = $first | .agent.command = ["sh", "-c", "echo 2 >>b"]' --arg first "$first"

    [[ $(outcome) == produced ]]
    [[ $(git -C "$origin" show agent/one:b | tr '\n' ,) == 1,2, ]]
    [[ $(git -C "$origin" rev-parse agent/one^) == "$first" ]]
}

@test "a second attempt without changes is unchanged" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b"]'
    first=$(head_of agent/one)
    start_again

    attempt_with '.previousHead = $first' --arg first "$first"

    [[ $(outcome) == unchanged ]]
}

@test "a second attempt in a new container goes on from what was pushed" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b"]'
    first=$(head_of agent/one)
    start_again
    rm -rf "$TANDEMWORK_WORKSPACE"

    attempt_with '.previousHead = $first | .agent.command = ["sh", "-c", "cat b >c"]' --arg first "$first"

    [[ $(git -C "$origin" show agent/one:c) == 1 ]]
}

@test "what a try that was killed has pushed is not taken for unchanged" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b"]'
    first=$(head_of agent/one)
    commit_to "$origin" agent/one c 'pushed by the try that was killed'
    start_again

    attempt_with '.previousHead = $first' --arg first "$first"

    [[ $(outcome) == produced ]]
    [[ $(jq -r .head "$TANDEMWORK_RESULT/result.json") == $(head_of agent/one) ]]
}

@test "a push over what somebody else has pushed meanwhile is refused" {
    intruder="git -C '$origin.work' checkout -q -B agent/one origin/main && echo x >'$origin.work/x' && git -C '$origin.work' add -A && git -C '$origin.work' -c user.name=i -c user.email=i@x commit -qm intruder && git -C '$origin.work' push -q origin agent/one"

    run attempt_with '.agent.command = ["sh", "-c", "echo new >b; \($intruder)"]' --arg intruder "$intruder"

    [[ $status == 1 ]]
    [[ $(failure) == push:*'stale info'* ]]
    [[ $(git -C "$origin" log -1 --format=%s agent/one) == intruder ]]
}

@test "what the agent has pushed itself is no obstacle" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b; git add -A; git commit -qm mine; git push -q origin HEAD:agent/one; echo 2 >c"]'

    [[ $(outcome) == produced ]]
    [[ $(git -C "$origin" log --format=%s main..agent/one | tr '\n' ,) == 'Do the work,mine,' ]]
}

@test "a merge of the base branch is finished with what the agent has resolved" {
    attempt_with '.agent.command = ["sh", "-c", "echo ours >README"]'
    first=$(head_of agent/one)
    commit_to "$origin" main README 'theirs'
    start_again

    attempt_with '.previousHead = $first | .mergeBase = true | .agent.command = ["sh", "-c", "grep -q \"<<<<<<<\" README && echo both >README"]' --arg first "$first"

    [[ $(outcome) == produced ]]
    [[ $(git -C "$origin" rev-parse agent/one^2) == $(head_of main) ]]
    [[ $(git -C "$origin" show agent/one:README) == both ]]
}

@test "conflict markers are refused" {
    attempt_with '.agent.command = ["sh", "-c", "echo ours >README"]'
    first=$(head_of agent/one)
    commit_to "$origin" main README 'theirs'
    start_again

    run attempt_with '.previousHead = $first | .mergeBase = true' --arg first "$first"

    [[ $status == 1 ]]
    [[ $(failure) == 'agent-error: the agent left conflict markers in [README]; expected them to be resolved; try again or resolve them by hand' ]]
    [[ $(head_of agent/one) == "$first" ]]
}

@test "a merge without conflicts is done before the agent starts" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b"]'
    first=$(head_of agent/one)
    commit_to "$origin" main other 'theirs'
    start_again

    attempt_with '.previousHead = $first | .mergeBase = true | .agent.command = ["test", "-f", "other"]' --arg first "$first"

    [[ $(outcome) == produced ]]
    [[ $(records 'select(.type == "agent-exit") | .code') == 0 ]]
}

@test "a commit without history in common with the base is refused" {
    run attempt_with '.agent.command = ["sh", "-c", "git checkout -q --orphan other; git commit -qm other"]'

    [[ $status == 1 ]]
    [[ $(failure) == agent-error:*'no history in common with [main]'* ]]
}

@test "a base branch that is missing is told by name" {
    run attempt_with '.baseBranch = "nowhere"'

    [[ $status == 1 ]]
    [[ $(failure) == "workspace: branch [nowhere] is not in the repository [$origin]; expected the branch that the task starts from; push it or name another" ]]
}

@test "a repository whose server is away, as a proxy tells it, is a failure of the network" {
    python3 -c '
import http.server
class Away(http.server.BaseHTTPRequestHandler):
    def do_GET(self): self.send_error(503)
server = http.server.HTTPServer(("127.0.0.1", 0), Away)
print(server.server_port, flush=True)
server.serve_forever()' >"$BATS_TEST_TMPDIR/port" 2>/dev/null 3>&- &
    server=$!
    until_true 20 test -s "$BATS_TEST_TMPDIR/port"
    origin=http://127.0.0.1:$(cat "$BATS_TEST_TMPDIR/port")/shop.git

    run attempt_with '.agent.command = ["true"]'

    kill "$server"
    [[ $(failure) == network:*503* ]]
}

@test "a repository that can't be reached is a failure of the network" {
    run attempt_with '.repository = "http://127.0.0.1:1/x.git"'

    [[ $status == 1 ]]
    [[ $(failure) == network:* ]]
}

@test "a clone that was torn is made anew" {
    attempt_with '.agent.command = ["sh", "-c", "echo 1 >b"]'
    rm "$TANDEMWORK_WORKSPACE/.git/HEAD"
    start_again

    attempt_with '.agent.command = ["sh", "-c", "echo 2 >b"]'

    [[ $(outcome) == produced ]]
    [[ $(git -C "$origin" show agent/one:b) == 2 ]]
}

@test "blobs that are not needed stay where they are, if the server can do that" {
    git -C "$origin" config uploadpack.allowFilter true
    commit_to "$origin" main big 'one'
    commit_to "$origin" main big 'two'

    attempt_with '.repository = "file://" + .repository | .agent.command = ["sh", "-c", "git rev-list --objects --missing=print --all | grep -c ^? >missing; git log -p --format=%s -- big >seen"]'

    [[ $(outcome) == produced ]]
    (($(git -C "$origin" show agent/one:missing) > 0))
    git -C "$origin" show agent/one:seen | grep -q '^+one'
}

@test "a mirror that the host has mounted spares the fetch of what it has" {
    mkdir -p "$TANDEMWORK_MIRRORS$(dirname "$origin")"
    git clone -q --mirror "$origin" "$TANDEMWORK_MIRRORS/$origin"

    attempt_with '.agent.command = ["sh", "-c", "cat .git/objects/info/alternates >b"]'

    [[ $(git -C "$origin" show agent/one:b) == *mirrors*/objects ]]
}

@test "hooks of the repository are not run by the worker" {
    attempt_with '.agent.command = ["sh", "-c", "printf \"#!/bin/sh\\ntouch ../hook-ran\\nexit 1\\n\" >.git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; for n in pre-push post-commit reference-transaction; do cp .git/hooks/pre-commit .git/hooks/$n; done; echo 1 >b"]'

    [[ $(outcome) == produced ]]
    [[ ! -e $BATS_TEST_TMPDIR/hook-ran ]]
}
