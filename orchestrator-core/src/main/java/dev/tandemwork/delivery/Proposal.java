package dev.tandemwork.delivery;

import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;

/**
 * A change with its pull request, to be reviewed.
 *
 * @param submission what it comes from
 * @param change the change, with its pull request
 * @param author the identity that opened the pull request
 * @param onto the last commit of the base branch now
 */
public record Proposal(Submission.Changed submission, Change change, String author, CommitId onto) {}
