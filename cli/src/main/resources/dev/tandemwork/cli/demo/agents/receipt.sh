think 1
if [ ! -f backend/total.sh ]; then
    say "backend/total.sh is not there; expected it to have landed"
    exit 1
fi
say "printing the receipt by backend/total.sh"
cat >frontend/receipt.sh <<'END'
#!/bin/sh
# Prints the receipt of a basket: receipt.sh 2 tea 1 milk
set -eu
total=$(sh "$(dirname -- "$0")/../backend/total.sh" "$@")
while [ $# -ge 2 ]; do
    printf '%3d x %s\n' "$1" "$2"
    shift 2
done
printf 'total %d.%02d\n' $((total / 100)) $((total % 100))
END
cat >tests/receipt_test.sh <<'END'
found=$(sh frontend/receipt.sh 2 tea 1 milk | tail -n 1)
[ "$found" = "total 8.20" ] || { echo "receipt.sh 2 tea 1 milk: expected total 8.20, found $found"; exit 1; }
END
finish "receipt.sh prints a basket and its total."
