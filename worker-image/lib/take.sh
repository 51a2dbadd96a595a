# shellcheck shell=bash
# How a command of `docker exec` takes its standard input, whose end never comes.

refuse() {
    echo "$(basename -- "$0"): the input $1" >&2
    exit 2
}

# Sets `input` to a file with as many bytes as the argument says.
take_input() {
    if [[ $# != 1 || ! $1 =~ ^[1-9][0-9]{0,8}$ ]]; then
        echo "usage: $(basename -- "$0") BYTES, with so many bytes on standard input" >&2
        exit 2
    fi
    mkdir -p "$run"
    input=$(mktemp "$run/input.XXXXXX")
    head -c "$1" >"$input"
    if (($(stat -c %s "$input") != $1)); then
        rm -f -- "$input"
        refuse "ended before $1 bytes"
    fi
}
