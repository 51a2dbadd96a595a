# shellcheck shell=bash
# Opens a pull request where the verdict asks for one, unless the branch has one.

open_pull_request() {
    local url
    jq -e .pullRequest "$verdict" >/dev/null || return 0
    phase pull-request
    url=$(found_pull_request) || exit 1
    if [[ -z $url ]]; then
        url=$(create_pull_request) || exit 1
    fi
    record '{type: "pull-request", url: $url}' --arg url "$url"
}

# Prints [HOST/]OWNER/NAME as gh takes it.
forge_name() {
    local name=${repository%.git}
    name=${name#*://}
    echo "${name#*@}"
}

# The token is a variable of gh alone, and of no command line.
forge() (
    local secret=${field[gitSecret]}
    cd / || exit 1
    export GH_PROMPT_DISABLED=1 GH_NO_UPDATE_NOTIFIER=1 NO_COLOR=1 GH_CONFIG_DIR="$run/gh" XDG_CACHE_HOME="$scratch" TMPDIR="$scratch"
    if [[ -n $secret ]]; then
        GH_TOKEN=$(<"$job/secrets/$secret")
        export GH_TOKEN GH_ENTERPRISE_TOKEN="$GH_TOKEN"
    fi
    GH_HOST=$(forge_name)
    export GH_HOST="${GH_HOST%%/*}"
    timeout -k 5 120 gh "$@" 2>"$scratch/gh.err"
)

found_pull_request() {
    forge pr list --repo "$(forge_name)" --head "$branch" --base "$base_branch" --state open --json url --jq '.[0].url // ""' </dev/null ||
        forge_failed 'look for a pull request'
}

create_pull_request() {
    local said
    if said=$(jq -j .pullRequest.body "$verdict" | forge pr create --repo "$(forge_name)" --head "$branch" --base "$base_branch" \
        --title "$(jq -r .pullRequest.title "$verdict")" --body-file -); then
        grep -oE 'https?://[^ ]+' <<<"$said" | tail -n 1
        return
    fi
    local complaint
    complaint=$(<"$scratch/gh.err")
    # Somebody was quicker: a try of this attempt that was killed, say.
    said=$(found_pull_request)
    if [[ -z $said ]]; then
        echo "$complaint" >"$scratch/gh.err"
        forge_failed 'open a pull request'
    fi
    echo "$said"
}

forge_failed() {
    local complaint
    complaint=$(tail -c 3000 "$scratch/gh.err")
    cat "$scratch/gh.err" >"$pipes/git"
    fail "$(failure_kind push "$complaint")" "gh could not $1 of [$branch]: $complaint"
}
