#!/usr/bin/env bats
# What is run by `docker exec`: claim, verdict, end-agent; and the helper that gives git its secret.

load common

setup() {
    place_everything
    mkdir -p "$TANDEMWORK_RUN"
}

valid() {
    job '.repository = "https://forge.invalid/o/r.git" | '"${1:-.}"
}

@test "a claim is taken, and readable by nobody else" {
    echo secret >"$BATS_TEST_TMPDIR/claim/secrets/KEY"
    valid '.agent.secrets = ["KEY"]' | claim_job

    [[ $(jq -r .worker "$TANDEMWORK_RUN/job/job.json") == w-1 ]]
    [[ $(stat -c %a "$TANDEMWORK_RUN/job") == 700 ]]
    [[ $(stat -c %a "$TANDEMWORK_RUN/job/secrets/KEY") == 600 ]]
}

@test "a second claim of the same worker has no effect" {
    valid | claim_job
    valid '.title = "other"' | claim_job

    [[ $(jq -r .title "$TANDEMWORK_RUN/job/job.json") == 'Do the work' ]]
    [[ -z $(find "$TANDEMWORK_RUN" -name 'claim.?*' -not -name claim.lock) && -z $(find "$TANDEMWORK_RUN" -name 'input.*') ]]
}

@test "a claim of another worker is refused with 3" {
    valid | claim_job
    run -3 claim_job < <(valid '.worker = "w-2"')

    [[ $output == 'claim: the worker is taken by [w-1]; expected a free one; claim another' ]]
}

@test "of twenty claims at once one is taken, and the others are refused" {
    for n in {1..20}; do
        mkdir -p "$BATS_TEST_TMPDIR/c$n"
        valid ".worker = \"w-$n\"" >"$BATS_TEST_TMPDIR/c$n/job.json"
        pack "$BATS_TEST_TMPDIR/c$n" "$BATS_TEST_TMPDIR/c$n.tar"
        { code=0; "$image_folder/bin/claim" "$(stat -c %s "$BATS_TEST_TMPDIR/c$n.tar")" <"$BATS_TEST_TMPDIR/c$n.tar" 2>/dev/null || code=$?
        echo "$code" >"$BATS_TEST_TMPDIR/code$n"; } 3>&- &
    done
    wait

    [[ $(sort "$BATS_TEST_TMPDIR"/code* | uniq -c | tr -s ' ' | tr '\n' ,) == ' 1 0, 19 3,' ]]
}

@test "a claim reads as many bytes as are said, from a stream that does not end" {
    valid >"$BATS_TEST_TMPDIR/claim/job.json"
    pack "$BATS_TEST_TMPDIR/claim" "$BATS_TEST_TMPDIR/claim.tar"
    mkfifo "$BATS_TEST_TMPDIR/endless"
    exec {endless}<>"$BATS_TEST_TMPDIR/endless"
    cat "$BATS_TEST_TMPDIR/claim.tar" >&"$endless" &

    timeout 10 "$image_folder/bin/claim" "$(stat -c %s "$BATS_TEST_TMPDIR/claim.tar")" <&"$endless"

    [[ -e $TANDEMWORK_RUN/job ]]
}

@test "a claim that is cut off is refused, and leaves the worker free" {
    run -2 bash -c "printf abc | '$image_folder/bin/claim' 4"
    [[ $output == 'claim: the input ended before 4 bytes' ]]
    run -2 bash -c "printf abcd | '$image_folder/bin/claim' 4"
    [[ $output == 'claim: the input is not a whole tar; send one as long as is said' ]]

    [[ ! -e $TANDEMWORK_RUN/job ]]
}

@test "a job with faults is refused with all of them" {
    run -2 claim_job < <(valid '.version = 2 | .branch = "" | .agent.command = [] | .agent.environment = {"a b": "c"} | .agent.secrets = ["NONE"]')

    [[ $output == *'version [2] is not known; expected 1; expected a job as docs/worker-protocol.md has it'* ]]
    [[ $output == *'branch [] is not a text'* && $output == *'agent.command is empty'* ]]
    [[ $output == *'agent.environment has a name that is none of a variable'* && $output == *'secret [NONE] has no value'* ]]
}

@test "a tar that leads out of its folder brings nothing there" {
    valid >"$BATS_TEST_TMPDIR/claim/job.json"
    tar -C "$BATS_TEST_TMPDIR/claim" -P -cf "$BATS_TEST_TMPDIR/evil.tar" job.json
    echo evil >"$BATS_TEST_TMPDIR/claim/OUT"
    tar -C "$BATS_TEST_TMPDIR/claim" -P -rf "$BATS_TEST_TMPDIR/evil.tar" --transform 's|^OUT|../../escaped|' OUT

    run "$image_folder/bin/claim" "$(stat -c %s "$BATS_TEST_TMPDIR/evil.tar")" <"$BATS_TEST_TMPDIR/evil.tar"

    [[ -z $(find "$BATS_TEST_TMPDIR" /escaped -name escaped 2>/dev/null) ]]
}

@test "wrong arguments are told" {
    run -2 "$image_folder/bin/claim"
    [[ $output == 'usage: claim BYTES, with so many bytes on standard input' ]]
    run -2 "$image_folder/bin/verdict" x
    run -2 "$image_folder/bin/end-agent"
    [[ $output == 'usage: end-agent SECONDS' ]]
}

@test "the first verdict counts" {
    valid | claim_job
    accept
    printf '{"accept":false}' | "$image_folder/bin/verdict" 16

    [[ $(jq .accept "$TANDEMWORK_RUN/verdict.json") == true ]]
}

@test "a verdict before a claim, or without sense, is refused" {
    run -2 accept
    valid | claim_job
    run -2 bash -c "printf '{\"accept\":1}' | '$image_folder/bin/verdict' 12"

    [[ ! -e $TANDEMWORK_RUN/verdict.json ]]
}

@test "end-agent without an agent ends at once" {
    run -0 timeout 5 "$image_folder/bin/end-agent" 60
}

ask_helper() {
    printf '%s\n' "$@" '' | "$image_folder/bin/git-credential" get
}

@test "git gets the secret for the job's host and no other" {
    echo the-token >"$BATS_TEST_TMPDIR/claim/secrets/TOKEN"
    valid '.gitSecret = "TOKEN"' | claim_job

    [[ $(ask_helper protocol=https host=forge.invalid) == $'username=x-access-token\npassword=the-token' ]]
    [[ -z $(ask_helper protocol=https host=other.invalid) ]]
    [[ -z $(ask_helper protocol=http host=forge.invalid) ]]
    [[ -z $(printf 'protocol=https\nhost=forge.invalid\n\n' | "$image_folder/bin/git-credential" store) ]]
}

@test "git gets nothing when the job has no secret, or there is no job" {
    [[ -z $(ask_helper protocol=https host=forge.invalid) ]]
    valid | claim_job

    [[ -z $(ask_helper protocol=https host=forge.invalid) ]]
}
