package dev.tandemwork.testkit;

/** A way to break the contract of an SPI. */
public enum Fault {
    /** Returns null. */
    ANSWER_NULL,
    /** Throws an exception that the SPI does not know. */
    THROW_FOREIGN,
    /** Throws an {@link Error}. */
    THROW_ERROR,
    /** Does not return until its thread is interrupted. */
    HANG,
    /** Does not return, whatever happens to its thread, until it is released. */
    HANG_DEAF,
    /** Does what was asked, and loses the answer. */
    LOSE_ANSWER,
    /** Does what was asked twice, and gives the second answer. */
    DO_TWICE
}
