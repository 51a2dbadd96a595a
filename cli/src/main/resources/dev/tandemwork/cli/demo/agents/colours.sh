think 3
resolve frontend/page.html
say "choosing the colours"
edit frontend/page.html 's|<h1>|<h1 class="warm">|'
grep -q '^\.warm ' frontend/style.css || printf '.warm { color: #8a3b12; }\n' >>frontend/style.css
finish "The heading has a warm colour."
