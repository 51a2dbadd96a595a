# shellcheck shell=bash
# git as the worker itself uses it: no hook, no question, no configuration but the repository's, no secret on a command line.

readonly git_seconds=600
git_options=(
    --no-pager
    -c core.hooksPath=/dev/null
    -c core.fsmonitor=false
    -c core.attributesFile=/dev/null
    -c core.quotePath=false
    -c core.filesRefLockTimeout=3000
    -c core.packedRefsTimeout=3000
    -c diff.suppressBlankEmpty=false
    -c i18n.commitEncoding=UTF-8
    -c i18n.logOutputEncoding=UTF-8
    -c commit.gpgSign=false
    -c gc.auto=0
    -c maintenance.auto=false
    -c advice.detachedHead=false
    -c credential.helper=
    -c "credential.helper=$tools/bin/git-credential"
)

prepare_git() {
    local name
    for name in $(compgen -e GIT_ || true); do
        unset "$name"
    done
    export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$tools/lib/gitconfig GIT_TERMINAL_PROMPT=0 GIT_NO_REPLACE_OBJECTS=1
    export GIT_ALLOW_PROTOCOL=file:git:http:https:ssh GIT_SSL_CAINFO=$certificates LC_ALL=C
    export GIT_AUTHOR_NAME=${field[authorName]} GIT_AUTHOR_EMAIL=${field[authorEmail]}
    export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
}

# Runs git in the clone; what it complains of is kept for `must_git`.
own_git() {
    git_in "$workspace" "$@"
}

git_in() {
    local folder=$1
    shift
    timeout -k 5 "$git_seconds" git -C "$folder" "${git_options[@]}" "$@" </dev/null 2>"$scratch/git.err"
}

# must_git KIND ARGUMENT...: fails the attempt with the kind, unless the complaint tells more.
must_git() {
    local kind=$1 code=0
    shift
    own_git "$@" || code=$?
    if ((code != 0)); then
        git_failed "$kind" "$code" "$@"
    fi
}

git_failed() {
    local kind=$1 code=$2 complaint
    shift 2
    complaint=$(tail -c 3000 "$scratch/git.err")
    cat "$scratch/git.err" >"$pipes/git"
    fail "$(failure_kind "$kind" "$complaint")" "git [$*] ended with $code: $complaint"
}

# failure_kind KIND COMPLAINT: which kind of failure it is, by what git says.
failure_kind() {
    case $2 in
        *'No space left on device'*) echo disk-full ;;
        *'Could not resolve host'* | *'Connection refused'* | *'Connection timed out'* | *'Connection reset'* | \
            *'Network is unreachable'* | *'early EOF'* | *'Failed to connect'* | *'Could not resolve proxy'*) echo network ;;
        # So a proxy tells of a server that can't be reached, and a server that it is being started again.
        *'The requested URL returned error: 50'[234]*) echo network ;;
        *) echo "$1" ;;
    esac
}

# Prints the commit that a name stands for; nothing if there is none.
commit_of() {
    own_git rev-parse --quiet --verify "$1^{commit}" || true
}

remote_name() {
    echo "refs/remotes/origin/$1"
}
