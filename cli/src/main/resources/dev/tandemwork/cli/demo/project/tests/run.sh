#!/bin/sh
# Runs every test; each is a script that fails with a message.
cd "$(dirname -- "$0")/.." || exit 1
failed=0
for test in tests/*_test.sh; do
    if sh "$test"; then
        echo "ok      $test"
    else
        echo "failed  $test"
        failed=1
    fi
done
exit $failed
