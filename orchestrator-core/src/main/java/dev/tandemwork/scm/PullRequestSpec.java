package dev.tandemwork.scm;

/**
 * A pull request to be opened, or found.
 *
 * @param change the branch, and where it is to land
 * @param title one line
 * @param body Markdown
 */
public record PullRequestSpec(Change change, String title, String body) {}
