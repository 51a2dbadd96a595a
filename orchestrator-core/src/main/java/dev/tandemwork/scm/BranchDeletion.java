package dev.tandemwork.scm;

/** What became of a request to delete a branch. */
public enum BranchDeletion {
    /** It was there, at the expected commit, and is gone. */
    DELETED,
    /** It was not there. */
    ABSENT,
    /** It was not at the expected commit, and stays. */
    MOVED
}
