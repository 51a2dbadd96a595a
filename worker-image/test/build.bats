#!/usr/bin/env bats
# The arguments of `build`, and what is in the lock of npm.

load common

@test "build tells what it takes" {
    run -0 "$image_folder/build" --help
    [[ $output == *'--base IMAGE'* ]]
    run -2 "$image_folder/build" --base
    [[ $output == 'build: option [--base] has no value; expected one after it' ]]
    run -2 "$image_folder/build" sidecar
    [[ $output == 'build: argument [sidecar] is not known; expected an option or one of worker, proxy, mirror; see --help' ]]
    run -2 "$image_folder/build" --agents claude,clod
    [[ $output == 'build: agent [clod] is not known; expected some of claude codex droid gemini opencode' ]]
}

@test "the lock has every version by its digest, and names no registry" {
    run -0 jq -r '.packages | to_entries[] | select(.key != "" and (.value.integrity == null) and (.value.inBundle | not)) | .key' "$image_folder/npm/package-lock.json"
    [[ -z $output ]]
    run ! grep -r 'resolved' "$image_folder/npm"
    [[ $(jq -S '.dependencies + .optionalDependencies' "$image_folder/npm/package.json") == $(jq -S '.packages[""] | .dependencies + .optionalDependencies' "$image_folder/npm/package-lock.json") ]]
}

@test "versions are exact" {
    run ! jq -e '[.dependencies, .optionalDependencies | .[]] | any(test("^[0-9]+\\.[0-9]+\\.[0-9]+$") | not)' "$image_folder/npm/package.json"
}
