package dev.tandemwork.cli.report;

import java.time.Instant;

/**
 * An instant that matters to a task.
 *
 * @param kind its shape and colour
 * @param at when
 * @param text what happened, in a line
 */
record Mark(Kind kind, Instant at, String text) {
    enum Kind {
        SENT_BACK,
        CONFLICT,
        LANDED,
        FAILED,
        ENDED,
        ASKED,
        ANSWERED
    }
}
