think 1
resolve frontend/page.html
say "writing the greeting"
edit frontend/page.html 's|>Corner shop</h1>|>Welcome to the corner shop</h1>|'
finish "The heading greets the visitor."
