package dev.tandemwork.review;

/** What a reviewer thinks of a change. It is never the decision: that is derived from every outcome together. */
public enum Opinion {
    /** The change is good. */
    APPROVE,
    /** The change must be worked on; there is a finding that says why. */
    REQUEST_CHANGES,
    /** The reviewer has nothing to say about this change. */
    ABSTAIN
}
