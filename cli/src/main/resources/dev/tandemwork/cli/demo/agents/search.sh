think 2
say "writing the search"
cat >backend/search.sh <<'END'
#!/bin/sh
# Prints the items whose name contains a word.
set -eu
awk -v word="$1" 'index($1, word) { print $1 }' "$(dirname -- "$0")/prices.txt"
END
think 1
say "testing the search"
cat >tests/search_test.sh <<'END'
found=$(sh backend/search.sh e | tr '\n' ' ')
[ "$found" = "bread coffee tea " ] || { echo "search.sh e: expected bread, coffee and tea, found $found"; exit 1; }
END
finish "search.sh finds items by a part of their name."
