# shellcheck shell=bash
# Tells the outside what happens. Everything goes through `voice`, which alone writes to standard output.

orders=0

start_voice() {
    mkdir -p "$pipes"
    local name
    for name in say heard git setup agent agent-err check docker; do
        rm -f "$pipes/$name"
        mkfifo -m 0600 "$pipes/$name"
    done
    "$tools/bin/voice" "$pipes" &
    voice=$!
    export voice
    exec {heard}<>"$pipes/heard" {say}<>"$pipes/say"
    export heard say
}

order() {
    printf '%s\n' "$1" >&"$say"
}

# record FILTER [JQ-OPTION...]: a record, as jq makes it.
record() {
    local filter=$1
    shift
    order "$(jq -nc "$@" "{say: $filter}")"
}

phase() {
    order "{\"say\": {\"type\": \"phase\", \"phase\": \"$1\"}}"
}

# begin LOG CHANNEL...: what the channels say from here on is kept in the log; with none, only its end is remembered.
begin() {
    local log=$1 channels
    shift
    channels=$(printf ',"%s"' "$@")
    order "{\"begin\": [${channels:1}], \"log\": \"$log\"}"
}

# Returns when all that was written to the channels before this call is told.
drain() {
    local id=$BASHPID.$((++orders)) channels
    channels=$(printf ',"%s"' "$@")
    (($# > 0)) || channels=' '
    order "{\"drain\": [${channels:1}], \"id\": \"$id\"}"
    await_answer "$id"
}

# Tells everything that is left, and ends the voice.
end_voice() {
    order "{\"end\": \"end\"}"
    await_answer end
}

await_answer() {
    local word
    while kill -0 "$voice" 2>/dev/null; do
        if read -r -t 2 -u "$heard" word && [[ $word == "$1" ]]; then
            return
        fi
    done
    return 1
}
