#!/usr/bin/env bats
# A forge over HTTP, behind the way out: git with its secret, and pull requests with the real gh.

load common

token=the-token-of-the-forge

setup() {
    place_everything
    mkdir -p "$BATS_TEST_TMPDIR/forge/o"
    origin=$(new_repository "$BATS_TEST_TMPDIR/forge/o/r.git")
    git -C "$origin" config uploadpack.allowFilter true
    TOKEN=$token python3 "$image_folder/test/forge.py" "$BATS_TEST_TMPDIR/forge" >"$BATS_TEST_TMPDIR/port" 3>&- &
    forge=$!
    until_true 10 test -s "$BATS_TEST_TMPDIR/port"
    TANDEMWORK_PROXY=http://127.0.0.1:$(<"$BATS_TEST_TMPDIR/port")
    export TANDEMWORK_PROXY
    printf '%s' "$token" >"$BATS_TEST_TMPDIR/claim/secrets/TOKEN"
}

teardown() {
    kill "$forge"
}

# attempt_with [JOB-FILTER [VERDICT-FILTER]]
attempt_with() {
    job '.repository = "http://github.localhost/o/r.git" | .gitSecret = "TOKEN" | .agent.command = ["sh", "-c", "echo 1 >b"] | '"${1:-.}" | claim_job
    accept "${2:-.}"
    attempt
}

pull_request='.pullRequest = {title: "Do it", body: "Because\nit must be done."}'

@test "a repository is cloned and pushed with the secret, which is left nowhere" {
    attempt_with '.agent.command = ["sh", "-c", "cat README; cat /proc/[0-9]*/cmdline 2>/dev/null | tr \"\\0\" \" \" >../arguments; echo 1 >b"]'

    [[ $(jq -r .outcome "$TANDEMWORK_RESULT/result.json") == produced ]]
    [[ $(git -C "$origin" show agent/one:b) == 1 ]]
    run ! grep -r "$token" "$TANDEMWORK_WORKSPACE" "$TANDEMWORK_RESULT" "$TANDEMWORK_HOME" "$told" "$BATS_TEST_TMPDIR/arguments"
    [[ ! -e $BATS_TEST_TMPDIR/forge/pulls ]]
}

@test "a wrong secret is a failure that does not wait for somebody to type" {
    printf 'wrong-secret' >"$BATS_TEST_TMPDIR/claim/secrets/TOKEN"
    started=$SECONDS

    run attempt_with

    ((SECONDS - started < 30))
    [[ $(jq -r '"\(.kind): \(.message)"' "$TANDEMWORK_RESULT/result.json") == workspace:*'Authentication failed'* ]]
}

@test "a pull request is opened where the verdict says so" {
    attempt_with . "$pull_request"

    [[ $(records 'select(.type == "pull-request") | .url') == '"https://github.localhost/o/r/pull/1"' ]]
    [[ $(jq -r '[.title, .body, .headRefName, .baseRefName] | join("|")' "$BATS_TEST_TMPDIR/forge/pulls/1") == $'Do it|Because\nit must be done.|agent/one|main' ]]
}

@test "a pull request that is there is found, and none is opened beside it" {
    attempt_with . "$pull_request"
    first=$(git -C "$origin" rev-parse agent/one)
    start_again

    attempt_with ".previousHead = \"$first\" | .agent.command = [\"sh\", \"-c\", \"echo 2 >b\"]" "$pull_request"

    [[ $(jq -r .outcome "$TANDEMWORK_RESULT/result.json") == produced ]]
    [[ $(records 'select(.type == "pull-request") | .url') == '"https://github.localhost/o/r/pull/1"' ]]
    [[ $(ls "$BATS_TEST_TMPDIR/forge/pulls") == 1 ]]
}

@test "a pull request that can't be opened is a failure, after the push" {
    chmod 0500 "$BATS_TEST_TMPDIR/forge"
    touch "$BATS_TEST_TMPDIR/forge/pulls"

    run attempt_with . "$pull_request"

    [[ $status == 1 ]]
    [[ $(jq -r '"\(.kind): \(.message)"' "$TANDEMWORK_RESULT/result.json") == push:*'gh could not'* ]]
    [[ $(git -C "$origin" show agent/one:b) == 1 ]]
}
