/** A client of GitHub.com and GitHub Enterprise Server; start with {@link dev.tandemwork.github.GitHubClient}. */
@NullMarked
package dev.tandemwork.github;

import org.jspecify.annotations.NullMarked;
