#!/bin/sh
# Prints the price of an item, in cents.
set -eu
awk -v item="$1" '$1 == item { print $2; found = 1 } END { exit !found }' "$(dirname -- "$0")/prices.txt"
