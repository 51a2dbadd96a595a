price='price=$(sh "$(dirname -- "$0")/price.sh" "$2")'
if told 'check \[tests\] failed'; then
    think 1
    say "minding the quantity"
    sum='sum=$((sum + $1 * price))'
    summary="The total minds the quantity now."
else
    think 2
    say "adding up the prices"
    sum='sum=$((sum + price))'
    summary="total.sh adds up a basket."
fi
cat >backend/total.sh <<END
#!/bin/sh
# Prints the total of a basket, in cents: total.sh 2 tea 1 milk
set -eu
sum=0
while [ \$# -ge 2 ]; do
    $price
    $sum
    shift 2
done
echo "\$sum"
END
cat >tests/total_test.sh <<'END'
found=$(sh backend/total.sh 2 tea 1 milk)
[ "$found" = 820 ] || { echo "total.sh 2 tea 1 milk: expected 820, found $found"; exit 1; }
END
finish "$summary"
