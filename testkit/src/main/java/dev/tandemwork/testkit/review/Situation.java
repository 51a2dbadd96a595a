package dev.tandemwork.testkit.review;

/** A kind of change that a reviewer meets. */
public enum Situation {
    /** A change that must be approved. */
    GOOD,
    /** A change that must not be approved. */
    BAD,
    /** A change whose head is not there to be read. */
    UNREADABLE,
    /** A change whose review takes minutes when nobody stops it. */
    SLOW
}
