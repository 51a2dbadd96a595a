# shellcheck shell=bash
# What every process of a task finds around it: the way out, the limits, the files of its home.

no_proxy_list() {
    echo localhost,127.0.0.1,::1
}

# Prints the variables by which programs find the way out, one a line.
proxy_variables() {
    local direct
    [[ -n ${TANDEMWORK_PROXY:-} ]] || return 0
    direct=$(no_proxy_list)
    printf '%s\n' {HTTP,HTTPS}_PROXY="$TANDEMWORK_PROXY" {http,https}_proxy="$TANDEMWORK_PROXY" {NO_PROXY,no_proxy}="$direct"
}

# Prints the variables by which programs keep to the container's limits; what they read of the machine is the host's.
limit_variables() {
    local mebibytes=$((${TANDEMWORK_MEMORY:-0} >> 20)) cpus=${TANDEMWORK_CPUS:-}
    if ((mebibytes > 0)); then
        echo "NODE_OPTIONS=--max-old-space-size=$((mebibytes / 2))"
        echo "MAVEN_OPTS=-Xmx$((mebibytes / 2))m"
    fi
    if [[ $cpus =~ ^([0-9]+)(\.[0-9]*)?$ ]]; then
        local whole=${BASH_REMATCH[1]} part=${BASH_REMATCH[2]}
        [[ $part =~ [1-9] ]] && whole=$((whole + 1))
        echo "MAKEFLAGS=-j$((whole > 0 ? whole : 1))"
    fi
}

# Sets the array `variables` to what a step without secrets gets.
plain_variables() {
    local name=${field[authorName]} email=${field[authorEmail]}
    mapfile -t variables < <(proxy_variables; limit_variables)
    variables+=(
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        "HOME=$agent_home" USER=root LOGNAME=root SHELL=/bin/bash LANG=C.UTF-8 TERM=dumb "TMPDIR=$agent_scratch"
        "NODE_EXTRA_CA_CERTS=$certificates" "SSL_CERT_FILE=$certificates" "GIT_SSL_CAINFO=$certificates"
        COMPOSE_PARALLEL_LIMIT=4 "TANDEMWORK_ARTIFACTS=$result/artifacts"
        "GIT_AUTHOR_NAME=$name" "GIT_AUTHOR_EMAIL=$email" "GIT_COMMITTER_NAME=$name" "GIT_COMMITTER_EMAIL=$email"
    )
}

# Sets the array `variables` to what the agent gets: its secrets too.
agent_variables() {
    local name
    plain_variables
    variables+=("${agent_environment[@]}")
    for name in "${agent_secrets[@]}"; do
        variables+=("$name=$(<"$job/secrets/$name")")
    done
}

# Tells the tools that read no variables of the way out.
configure_home() {
    mkdir -p "$agent_home"
    [[ -n ${TANDEMWORK_PROXY:-} ]] || return 0
    configure_docker_client
    configure_maven
}

# Containers of a compose project reach each other by the names of its services, which must not be asked of the way out.
# What the agent adds later it has to name itself, in NO_PROXY.
spare_services() {
    local names
    [[ -n ${TANDEMWORK_PROXY:-} ]] || return 0
    compgen -G "$workspace/*compose*.y*ml" >/dev/null || return 0
    names=$(cd "$workspace" && timeout -k 1 20 docker compose config --services 2>/dev/null </dev/null | sort | paste -sd,) || return 0
    if [[ -n $names ]]; then
        configure_docker_client "$names"
    fi
}

# configure_docker_client [NAMES]: what is built and run is told the way out, and what is reached without it.
configure_docker_client() {
    local file=$agent_home/.docker/config.json before='{}'
    mkdir -p "$agent_home/.docker"
    [[ -s $file ]] && before=$(<"$file")
    jq --arg proxy "$TANDEMWORK_PROXY" --arg direct "$(no_proxy_list)${1:+,$1}" \
        '.proxies.default = {httpProxy: $proxy, httpsProxy: $proxy, noProxy: $direct}' <<<"$before" >"$file.new"
    mv "$file.new" "$file"
}

configure_maven() {
    local file=$agent_home/.m2/settings.xml address=${TANDEMWORK_PROXY#*://} protocol
    [[ ! -e $file ]] || return 0
    mkdir -p "$agent_home/.m2"
    address=${address%/}
    {
        echo '<settings><proxies>'
        for protocol in http https; do
            echo "<proxy><id>$protocol</id><active>true</active><protocol>$protocol</protocol><host>${address%:*}</host>" \
                "<port>${address##*:}</port><nonProxyHosts>localhost|127.0.0.1</nonProxyHosts></proxy>"
        done
        echo '</proxies></settings>'
    } >"$file"
}
