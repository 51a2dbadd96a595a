# shellcheck shell=bash
# What the tests share. Every test has a folder of its own, real git repositories and real processes.

bats_require_minimum_version 1.5.0
image_folder=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
export image_folder

# until_true SECONDS COMMAND...: polls, and fails after so many seconds.
until_true() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        if ((SECONDS >= deadline)); then
            echo "not within the time: $*" >&2
            return 1
        fi
        sleep 0.05
    done
}

# Makes a repository with one commit on `main`, as a server has it; prints its place.
new_repository() {
    local place=$1
    git init -q --bare -b main "$place"
    git clone -q "$place" "$place.work" 2>/dev/null
    commit_to "$place" main README 'first' >/dev/null
    echo "$place"
}

# commit_to REPOSITORY BRANCH FILE TEXT: commits and pushes; prints the commit.
commit_to() {
    local work=$1.work
    git -C "$work" fetch -q origin
    git -C "$work" checkout -q -B "$2" "$(git -C "$work" rev-parse -q --verify "origin/$2" || git -C "$work" rev-parse -q --verify origin/main || true)" 2>/dev/null ||
        git -C "$work" checkout -q -B "$2"
    printf '%s\n' "$4" >"$work/$3"
    git -C "$work" add -A
    git -C "$work" -c user.name=someone -c user.email=someone@example.invalid commit -q -m "$4"
    git -C "$work" push -q origin "$2"
    git -C "$work" rev-parse HEAD
}

# job FILTER [JQ-OPTION...]: prints a job with what the filter changes.
job() {
    local filter=$1
    shift
    jq -n "$@" '{version: 1, worker: "w-1", repository: "", baseBranch: "main", branch: "agent/one", previousHead: null,
        mergeBase: false, title: "Do the work", authorName: "tandemwork agent", authorEmail: "agent@tandemwork.invalid",
        gitSecret: null, gitUser: null, setup: null, setupSeconds: 30,
        agent: {command: ["true"], environment: {}, secrets: [], seconds: 30}, checks: [], graceSeconds: 1}
        | '"$filter"
}

# pack FOLDER FILE: makes the tar of a claim of what is in the folder.
pack() {
    tar -C "$1" -cf "$2" .
}

# records FILTER: prints what the filter makes of each record that has been told.
records() {
    grep '^{' "$told" | jq -c "$1"
}

# One start of the scripts of an attempt, without a container: everything is below the test's folder.
place_everything() {
    export TANDEMWORK_RUN=$BATS_TEST_TMPDIR/run TANDEMWORK_WORKSPACE=$BATS_TEST_TMPDIR/workspace
    export TANDEMWORK_HOME=$BATS_TEST_TMPDIR/home TANDEMWORK_RESULT=$BATS_TEST_TMPDIR/result
    export TANDEMWORK_SCRATCH=$BATS_TEST_TMPDIR/scratch TANDEMWORK_GROUPS=$BATS_TEST_TMPDIR/no-groups
    export TANDEMWORK_MIRRORS=$BATS_TEST_TMPDIR/mirrors
    told=$BATS_TEST_TMPDIR/told
    mkdir -p "$TANDEMWORK_RUN" "$BATS_TEST_TMPDIR/claim/secrets" "$BATS_TEST_TMPDIR/claim/home"
}

claim_job() {
    cat >"$BATS_TEST_TMPDIR/claim/job.json"
    pack "$BATS_TEST_TMPDIR/claim" "$BATS_TEST_TMPDIR/claim.tar"
    local size
    size=$(stat -c %s "$BATS_TEST_TMPDIR/claim.tar")
    "$image_folder/bin/claim" "$size" <"$BATS_TEST_TMPDIR/claim.tar"
}

# accept [FILTER]
accept() {
    local said
    said=$(jq -nc '{accept: true} | '"${1:-.}")
    printf '%s' "$said" | "$image_folder/bin/verdict" "${#said}"
}

# Does what `worker` does between a claim and the end, in this process's stead; `told` has what was told.
attempt() {
    (
        exec 3>&-
        # shellcheck source=/dev/null
        for part in paths say wake; do source "$image_folder/lib/$part.sh"; done
        start_voice >"$told"
        make_wake
        order "{\"job\": \"$job\"}"
        rm -rf "$result"
        mkdir -p "$result/checks" "$result/artifacts"
        code=0
        setsid --wait "$image_folder/bin/attempt" 2>"$pipes/git" || code=$?
        end_voice
        exit "$code"
    )
}

# Makes the run folder as it is after a new start of the container.
start_again() {
    rm -rf "$TANDEMWORK_RUN"
    mkdir -p "$TANDEMWORK_RUN"
}
