package dev.tandemwork.cli.report;

import java.util.Locale;

/** Where a task stands. */
enum TaskState {
    LANDED("landed"),
    GIVEN_UP("given up"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    SKIPPED("skipped"),
    ASKING("waits for an answer"),
    RUNNING("under way"),
    WAITING("not begun");

    private final String words;

    TaskState(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Returns the class of the style sheet that colours it. */
    String style() {
        return "is-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
