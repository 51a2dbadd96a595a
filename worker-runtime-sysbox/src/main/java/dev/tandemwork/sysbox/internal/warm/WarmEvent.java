package dev.tandemwork.sysbox.internal.warm;

import java.time.Duration;

/** What has happened to warm workers. */
public sealed interface WarmEvent {
    /** Returns of which recipe. */
    WarmKey key();

    /** Why a worker was given up. */
    enum Why {
        /** It did not pass the probe. */
        UNHEALTHY,
        /** It is too old. */
        AGED,
        /** Nobody wants its recipe any more, or not so many of it. */
        DRAINED,
        /** Others needed its share of the host. */
        RECLAIMED,
        /** The pool was closed. */
        CLOSED
    }

    /**
     * A worker is ready.
     *
     * @param took from the beginning of its start
     */
    record Ready(WarmKey key, Duration took) implements WarmEvent {}

    /**
     * A worker was given a task.
     *
     * @param age since its start
     */
    record Claimed(WarmKey key, Duration age) implements WarmEvent {}

    /**
     * There was a claim, and no worker for it.
     */
    record Missed(WarmKey key) implements WarmEvent {}

    /**
     * A worker is to be removed.
     *
     * @param why it is
     */
    record GivenUp(WarmKey key, Why why) implements WarmEvent {}

    /**
     * A worker did not start.
     *
     * @param cause what was thrown
     * @param failures in a row
     * @param pause before the next one is tried
     */
    record StartFailed(WarmKey key, Throwable cause, int failures, Duration pause) implements WarmEvent {}

    /**
     * A worker could not be removed; its share of the host stays taken.
     *
     * @param cause what was thrown
     * @param failures in a row
     * @param pause before it is tried again
     */
    record RemovalFailed(WarmKey key, Throwable cause, int failures, Duration pause) implements WarmEvent {}
}
