#!/bin/sh
# A scripted agent: does the task that its first argument names, in the time that a small model would take.
# It reads its prompt as any agent does, and makes the change again on top of what has landed when there is a conflict.
set -eu

say() {
    printf '%s\n' "$1"
}

# Takes as many seconds as a model might; TANDEMWORK_DEMO_PACE makes all of them longer or shorter.
think() {
    sleep "$(awk -v seconds="$1" -v pace="${TANDEMWORK_DEMO_PACE:-1}" 'BEGIN { print seconds * pace }')"
}

told() {
    grep -q -- "$1" "$TANDEMWORK_PROMPT"
}

finish() {
    printf '{"tandemwork":1,"summary":"%s","session":"demo"}\n' "$1"
}

# Keeps the side that has landed.
resolve() {
    if grep -q '^<<<<<<< ' "$1"; then
        say "resolving the conflict in $1"
        awk '/^<<<<<<< /{ours=1; next} /^=======$/&&ours{ours=0; next} /^>>>>>>> /{next} !ours' "$1" >"$1.new"
        mv "$1.new" "$1"
    fi
}

edit() {
    sed "$2" "$1" >"$1.new"
    mv "$1.new" "$1"
}

say "reading the prompt"
. "$(dirname -- "$0")/$1.sh"
