headings=$(grep -c '<h1' frontend/page.html)
[ "$headings" = 1 ] || { echo "page.html: expected 1 heading, found $headings"; exit 1; }
