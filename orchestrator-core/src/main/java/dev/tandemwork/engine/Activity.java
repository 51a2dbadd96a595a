package dev.tandemwork.engine;

/** What a fiber is at, so that it can be cancelled. */
interface Activity {
    void cancel(String reason);
}
