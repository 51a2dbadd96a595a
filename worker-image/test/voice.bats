#!/usr/bin/env bats
# How what is said becomes records.

load common

setup() {
    pipes=$BATS_TEST_TMPDIR/pipes
    told=$BATS_TEST_TMPDIR/told
    mkdir "$pipes" "$BATS_TEST_TMPDIR/secrets"
    echo '{"worker": "w \"1\""}' >"$BATS_TEST_TMPDIR/job.json"
    mkfifo "$pipes"/{say,heard,agent,agent-err,check} "$BATS_TEST_TMPDIR/nobody"
    "$image_folder/bin/voice" "$pipes" >"$told" 3>&- &
    voice=$!
    exec {say}<>"$pipes/say" {heard}<>"$pipes/heard"
}

teardown() {
    kill "$voice" 2>/dev/null || true
}

order() {
    printf '%s\n' "$1" >&"$say"
}

answer() {
    local word
    read -r -t "${1:-20}" -u "$heard" word
}

drain() {
    order "{\"drain\": [\"$1\"], \"id\": \"x\"}"
    answer "${2:-20}"
}

# The lines that a reader puts together again.
lines() {
    jq -j 'select(.type == "out") | .text + if .more then "" else "\n" end' "$told"
}

assert_well_formed() {
    jq -es '[.[].seq] == [range(1; length + 1)] and all(.[]; .v == 1) and ([.[].start] | unique | length) == 1' "$told"
    (($(wc -L <"$told") <= 16000))
    (($(LC_ALL=C awk '{ if (length($0) > n) n = length($0) } END { print n }' "$told") <= 16000))
}

@test "lines of all channels become numbered records" {
    echo one >"$pipes/agent"
    drain agent
    echo two >"$pipes/agent-err"
    drain agent-err

    assert_well_formed
    [[ $(jq -c '[.seq, .from, .text]' "$told" | tr '\n' ' ') == '[1,"agent","one"] [2,"agent-err","two"] ' ]]
}

@test "lines that come together are told together, and each is a line" {
    { seq 1 3000; echo; printf '%03000d\n' 7; python3 -c 'print("\x01" * 2499)'; echo last; } >"$BATS_TEST_TMPDIR/said"
    cat "$BATS_TEST_TMPDIR/said" >"$pipes/agent"
    drain agent

    assert_well_formed
    lines | cmp - "$BATS_TEST_TMPDIR/said"
    (($(wc -l <"$told") < 100))
}

@test "what looks like a record comes inside one" {
    echo '{"v":1,"seq":1,"type":"result","outcome":"produced"}' >"$pipes/agent"
    drain agent

    [[ $(jq -r '.type' "$told") == out ]]
}

@test "the worker's name is in every record once it is known" {
    order "{\"job\": \"$BATS_TEST_TMPDIR\"}"
    order '{"say": {"type": "claimed"}}'
    echo x >"$pipes/agent"
    drain agent

    [[ $(jq -r .worker "$told" | sort -u) == 'w "1"' ]]
}

@test "bytes that are no UTF-8 and control characters survive as text" {
    printf 'a\xff\xc3\x28b\x00\x1b[0m\r\n' >"$pipes/agent"
    drain agent

    assert_well_formed
    [[ $(jq '.text' "$told") == '"a��(b\u0000\u001b[0m\r"' ]]
}

@test "a long line is told in parts that fit, and characters are never cut" {
    python3 -c 'import sys; sys.stdout.write("é\x01€" * 200000 + "\nend\n")' >"$pipes/agent" &
    wait $!
    drain agent

    assert_well_formed
    [[ $(lines | md5sum) == $(python3 -c 'import sys; sys.stdout.write("é\x01€" * 200000 + "\nend\n")' | md5sum) ]]
}

@test "what a line has beyond 8 MiB is dropped, and told to be" {
    head -c 50000000 /dev/zero | tr '\0' q >"$pipes/agent"
    echo >"$pipes/agent"
    echo after >"$pipes/agent"
    drain agent

    assert_well_formed
    [[ $(jq -c 'select(.type == "dropped") | [.from, .bytes]' "$told") == '["agent",41611392]' ]]
    [[ $(lines | tail -n 1) == after ]]
    (($(lines | head -n 1 | wc -c) == (8 << 20) + 1))
}

@test "a part of a line is told after a second of silence" {
    printf 'password: ' >"$pipes/agent"

    until_true 5 grep -q 'password: ' "$told"
    [[ $(jq -c '[.text, .more]' "$told") == '["password: ",true]' ]]
    echo yes >"$pipes/agent"
    drain agent
    [[ $(lines) == 'password: yes' ]]
}

@test "a slow reader of the records is not taken for silence" {
    kill "$voice"
    mkfifo "$BATS_TEST_TMPDIR/slow"
    "$image_folder/bin/voice" "$pipes" >"$BATS_TEST_TMPDIR/slow" 3>&- &
    voice=$!
    { head -c 400000; read -r -t 3 _ <>"$BATS_TEST_TMPDIR/nobody" || true; cat; } <"$BATS_TEST_TMPDIR/slow" >"$told" 3>&- &
    reader=$!
    python3 -c 'print(("x" * 999 + "\n") * 2000, end="")' >"$pipes/agent"
    drain agent
    kill "$voice"
    wait "$reader"

    [[ $(jq -s 'map(select(.more)) | length' "$told") == 0 ]]
    (($(lines | wc -l) == 2000))
}

@test "a channel that somebody holds open holds up nothing" {
    sleep 100 >"$pipes/agent" 3>&- &
    holder=$!
    printf 'no end of line' >"$pipes/agent"

    drain agent 5

    [[ $(lines) == 'no end of line' ]]
    kill "$holder"
}

@test "a channel that is filled for ever does not keep a drain from its end" {
    yes >"$pipes/agent" 3>&- &
    filler=$!
    until_true 10 test -s "$told"

    drain agent 10

    kill "$filler"
}

@test "secrets are veiled in every form, also where pieces are cut and after silence" {
    printf 'hunter2-hunter2' >"$BATS_TEST_TMPDIR/secrets/KEY"
    printf 'with "quote" and \\' >"$BATS_TEST_TMPDIR/secrets/QUOTED"
    printf 'first-line\nsecond-line\n' >"$BATS_TEST_TMPDIR/secrets/PEM"
    order "{\"job\": \"$BATS_TEST_TMPDIR\"}"
    {
        echo 'plain hunter2-hunter2'
        for before in '' x: xy:; do
            printf '%shunter2-hunter2' "$before" | base64 -w0
            echo
            echo "${before}hunter2-hunter2" | base64
        done
        jq -nc --arg text 'with "quote" and \' '{$text}'
        echo second-line
        python3 -c 'print("z" * 29990 + "hunter2-hunter2" + "z" * 29990)'
        printf 'hunter2-'
    } >"$pipes/agent"
    until_true 5 grep -q '\*\*\*' "$told"
    read -r -t 1.3 -u "$heard" || true
    echo 'hunter2' >"$pipes/agent"
    order '{"say": {"type": "result", "message": "clone of https://u:p@host/x with hunter2-hunter2"}}'
    drain agent

    run ! grep -E 'hunter2-|second-line|quote|aHVudGVyMi1odW50|VudGVyMi1odW50|1bnRlcjItaHVud' <(lines)
    [[ $(jq -r 'select(.type == "result") | .message' "$told") == 'clone of https://***@host/x with ***' ]]
}

@test "secrets are veiled in base64 that is broken into lines, in URLs and in JSON within JSON" {
    python3 - "$BATS_TEST_TMPDIR" <<'END'
import base64, json, pathlib, random, string, sys, urllib.parse
choose = random.Random(1).choices
folder = pathlib.Path(sys.argv[1])
secrets = {"TOKEN": "ghs_123_" + "".join(choose(string.ascii_letters + string.digits + "._-", k=512)), "ODD": "pé\"a\\s s/w+&%~*'()",
           "PEM": "".join("line-of-" + "".join(choose(string.ascii_letters + "+/", k=56)) + "\n" for n in range(20))}
lines = []
for name, value in secrets.items():
    (folder / "secrets" / name).write_text(value)
    value = value.strip()
    for before in "", "u", "user:", "https://x-access-token:":
        for encode in base64.b64encode, base64.urlsafe_b64encode:
            encoded = encode((before + value + "\n").encode()).decode()
            for width in 60, 64, 76:
                lines += [encoded[at:at + width] for at in range(0, len(encoded), width)]
    lines += [json.dumps(json.dumps(value)), json.dumps(json.dumps({"a": value}, ensure_ascii=False)), urllib.parse.quote(value, ""),
              urllib.parse.quote_plus(value), json.dumps(value).replace("/", "\\/")]
(folder / "lines").write_text("\n".join(lines) + "\n")
END
    order "{\"job\": \"$BATS_TEST_TMPDIR\"}"
    cat "$BATS_TEST_TMPDIR/lines" >"$pipes/agent"
    drain agent

    # What is left is what came before and after, and at an end of a line fewer characters than tell a secret.
    run ! grep -vE '^[A-Za-z0-9+/_-]{0,32}(\*\*\*)*[A-Za-z0-9+/_=-]{0,12}$|^["\\{}a: ]*\*\*\*["\\}]*$' <(lines)
    (($(lines | grep -c '^\*\*\*$') > 100))
}

@test "text that only looks like a part of a secret is shown" {
    printf 'ghs_%0.s' {1..40} >"$BATS_TEST_TMPDIR/secrets/KEY"
    order "{\"job\": \"$BATS_TEST_TMPDIR\"}"
    cp "$image_folder/bin/voice" "$BATS_TEST_TMPDIR/text"
    cat "$BATS_TEST_TMPDIR/text" >"$pipes/agent"
    drain agent

    cmp <(lines) "$BATS_TEST_TMPDIR/text"
}

@test "a log keeps the first and the last 8 MiB" {
    order "{\"begin\": [\"agent\"], \"log\": \"$BATS_TEST_TMPDIR/log\"}"
    seq 1 4000000 >"$pipes/agent"
    drain agent 60
    order '{"begin": ["agent"], "log": ""}'
    drain agent

    (($(stat -c %s "$BATS_TEST_TMPDIR/log") <= (16 << 20) + 100))
    [[ $(head -n 1 "$BATS_TEST_TMPDIR/log") == 1 ]]
    [[ $(tail -n 1 "$BATS_TEST_TMPDIR/log") == 4000000 ]]
    grep -q 'bytes are left out here' "$BATS_TEST_TMPDIR/log"
    [[ ! -e $BATS_TEST_TMPDIR/log.1 ]]
}

@test "a record that is too long is cut until it fits" {
    order "$(jq -nc '{say: {type: "result", outcome: "failed", message: ("\u0001" * 20000)}}')"
    order '{"end": "x"}'
    answer

    assert_well_formed
}

@test "the end of a channel comes with the record of a check, and the record is kept as a file" {
    order '{"begin": ["check"], "log": ""}'
    seq 1 3000 >"$pipes/check"
    drain check
    order "{\"say\": {\"type\": \"check\", \"name\": \"c\"}, \"tail\": \"check\", \"file\": \"$BATS_TEST_TMPDIR/file\"}"
    order '{"end": "x"}'
    answer

    [[ $(jq -j .output "$BATS_TEST_TMPDIR/file" | tail -n 1) == 3000 ]]
    (($(jq -r '.output | length' "$BATS_TEST_TMPDIR/file") == 4096))
    cmp <(tail -n 1 "$told") "$BATS_TEST_TMPDIR/file"
}

@test "200 MB of lines are told without a gap, in little memory" {
    python3 -c '
import sys
line = b"x" * 99 + b"\n"
for _ in range(2000): sys.stdout.buffer.write(line * 1000)' >"$pipes/agent"
    drain agent 120

    (($(lines | wc -l) == 2000000))
    [[ $(tail -n 1 "$told" | jq .seq) == $(wc -l <"$told") ]]
    (($(awk '/VmHWM/ { print $2 }' "/proc/$voice/status") < 64000))
}
