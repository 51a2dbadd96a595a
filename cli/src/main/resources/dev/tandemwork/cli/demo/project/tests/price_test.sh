found=$(sh backend/price.sh tea)
[ "$found" = 350 ] || { echo "price.sh tea: expected 350, found $found"; exit 1; }
