# shellcheck shell=bash
# The clone that an agent works in: made or refreshed, put on the branch, committed and pushed.

# Prepares the clone, and sets `before`: the commit that there was before the attempt.
prepare_workspace() {
    repository=${field[repository]}
    base_branch=${field[baseBranch]}
    branch=${field[branch]}
    if [[ -d $workspace/.git ]] && own_git rev-parse --git-dir >/dev/null; then
        refresh_clone
    else
        clone_anew
    fi
    local start
    start=$(starting_point) || exit 1
    before=${field[previousHead]:-$start}
    echo "$before" >"$scratch/before"
    must_git workspace checkout --quiet --force -B "$branch" "$start"
    conflicts=()
    if [[ ${field[mergeBase]} == true ]]; then
        merge_base_branch
    fi
}

# No process of the worker's last start lives any more, so that a lock is what a killed one has left.
remove_stale_locks() {
    rm -f "$workspace/.git/index.lock" "$workspace/.git/HEAD.lock"
}

refresh_clone() {
    remove_stale_locks
    must_git workspace reset --quiet --hard
    fetch workspace
}

# Objects that are not needed stay where they are, if the server can do that. A clone has its name only when it is whole.
clone_anew() {
    local new=$workspace.new
    if ! try_clone "$new" --filter=blob:none &&
        { [[ $(failure_kind other "$(<"$scratch/git.err")") != other ]] || ! try_clone "$new"; }; then
        git_failed workspace 128 clone "$repository"
    fi
    rm -rf "$workspace"
    mv "$new" "$workspace"
}

try_clone() {
    local new=$1
    shift
    rm -rf "$new"
    git_in / clone --quiet --no-checkout --no-local --reference-if-able "$(mirror_of "$repository")" "$@" -- "$repository" "$new"
}

# Prints where a mirror of the repository is, if the host has mounted one: objects that it has are not fetched.
mirror_of() {
    local name=${1#*://}
    name=${name#*@}
    echo "$mirrors/${name%.git}.git"
}

fetch() {
    must_git "$1" fetch --quiet --prune --no-tags "$repository" '+refs/heads/*:refs/remotes/origin/*'
}

# A first attempt starts from the base branch; a later one from what was pushed.
starting_point() {
    local previous=${field[previousHead]} start
    if [[ -z $previous ]]; then
        start=$(commit_of "$(remote_name "$base_branch")")
        [[ -n $start ]] || missing_branch "$base_branch"
    else
        start=$(commit_of "$(remote_name "$branch")")
        start=${start:-$(commit_of "$previous")}
        [[ -n $start ]] || missing_branch "$branch"
    fi
    echo "$start"
}

missing_branch() {
    fail workspace "branch [$1] is not in the repository [$repository]; expected the branch that the task starts from; push it or name another"
}

# Merges the base branch, and sets `conflicts` to the files in which it was merged with conflicts.
merge_base_branch() {
    local merged=0
    own_git merge --no-edit --quiet "$(remote_name "$base_branch")" >"$pipes/git" || merged=$?
    cp "$scratch/git.err" "$scratch/merge.err"
    mapfile -d '' -t conflicts < <(own_git diff --name-only --diff-filter=U -z)
    if ((merged != 0 && ${#conflicts[@]} == 0)); then
        fail workspace "branch [$base_branch] can't be merged into [$branch]: $(tail -c 3000 "$scratch/merge.err"); expected a merge, with conflicts or without"
    fi
}

# Commits what the agent has left uncommitted, ends a merge that it was to finish, and sets `head`.
commit_work() {
    refuse_markers
    remove_stale_locks
    must_git workspace add --all
    if own_git rev-parse --quiet --verify MERGE_HEAD >/dev/null || ! own_git diff --cached --quiet; then
        must_git workspace commit --quiet --no-verify --message "${field[title]}" >/dev/null
    fi
    head=$(must_git workspace rev-parse HEAD) || exit 1
}

refuse_markers() {
    local file marked=()
    for file in "${conflicts[@]}"; do
        if [[ -f $workspace/$file && ! -L $workspace/$file ]] && grep -aqE '^(<<<<<<<|>>>>>>>) ' "$workspace/$file"; then
            marked+=("$file")
        fi
    done
    if ((${#marked[@]} > 0)); then
        fail agent-error "the agent left conflict markers in [${marked[*]}]; expected them to be resolved; try again or resolve them by hand"
    fi
}

# Sets `base`: where the head left the base branch.
find_base() {
    base=$(own_git merge-base "$head" "$(remote_name "$base_branch")") ||
        fail agent-error "the agent left the commit [${head:0:12}], which has no history in common with [$base_branch]; expected it to build on that branch"
}

# Pushes the head over nothing but what was known to be there, or what the head contains: agents push too.
push_work() {
    local expected found
    expected=$(commit_of "$(remote_name "$branch")")
    fetch push
    found=$(commit_of "$(remote_name "$branch")")
    if [[ -n $found ]] && own_git merge-base --is-ancestor "$found" "$head"; then
        expected=$found
    fi
    if [[ $found != "$head" ]]; then
        must_git push push --quiet --no-verify "--force-with-lease=refs/heads/$branch:$expected" \
            "$repository" "$head:refs/heads/$branch"
    fi
}

# Keeps what differs from the base, new files too, as far as 8 MiB of it. Whoever calls it need not have prepared the clone.
keep_diff() {
    local from
    from=$(cat "$scratch/before" 2>/dev/null) && [[ -d $workspace/.git ]] || return 0
    remove_stale_locks
    timeout 30 git -C "$workspace" "${git_options[@]}" add --intent-to-add --all 2>/dev/null </dev/null || true
    timeout 30 git -C "$workspace" "${git_options[@]}" diff "$from" -- 2>/dev/null </dev/null | head -c $((8 << 20)) |
        "$tools/bin/voice" --veil "$job/secrets" >"$result/diff.patch" || true
}
