package dev.tandemwork.scm;

/**
 * A squash merge to be made.
 *
 * @param expectedHead the commit that was reviewed; the merge is refused when the branch is anywhere else
 * @param title first line of the merge commit
 * @param body the rest of its message
 */
public record MergeSpec(CommitId expectedHead, String title, String body) {}
