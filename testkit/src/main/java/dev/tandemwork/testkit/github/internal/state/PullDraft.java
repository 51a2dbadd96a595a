package dev.tandemwork.testkit.github.internal.state;

/**
 * What a pull request is opened with.
 *
 * @param title one line
 * @param body Markdown
 * @param head the branch to be merged
 * @param base the branch to merge into
 * @param isDraft whether it is a draft
 */
public record PullDraft(String title, String body, String head, String base, boolean isDraft) {}
