# shellcheck shell=bash
# Where everything is. The variables are for tests, which have no container of their own.
tools=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
run=${TANDEMWORK_RUN:-/run/tandemwork}
workspace=${TANDEMWORK_WORKSPACE:-/workspace}
agent_home=${TANDEMWORK_HOME:-/home/agent}
result=${TANDEMWORK_RESULT:-/result}
pipes=$run/voice
job=$run/job
verdict=$run/verdict.json
scratch=$run/scratch
agent_scratch=${TANDEMWORK_SCRATCH:-/tmp/tandemwork}
groups=${TANDEMWORK_GROUPS:-/sys/fs/cgroup}
mirrors=${TANDEMWORK_MIRRORS:-/mirrors}
certificates=/etc/ssl/certs/ca-certificates.crt
