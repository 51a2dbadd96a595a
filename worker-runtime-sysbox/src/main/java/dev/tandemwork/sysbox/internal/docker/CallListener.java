package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;

/** Is told how each call of an engine has ended, by the thread that made it. */
@FunctionalInterface
public interface CallListener {
    /** How a call has ended. */
    enum Outcome {
        /** The engine has answered, be it with a refusal. */
        ANSWERED,
        /** The engine has not answered in time. */
        TIMED_OUT,
        /** There was no engine, or the connection broke. */
        FAILED,
        /** Whoever asked did not want to know any more. */
        ABANDONED
    }

    /** Returns one that cares for nothing. */
    static CallListener none() {
        return (call, outcome, took) -> {};
    }

    /** Takes the end of a call. */
    void ended(DockerCall call, Outcome outcome, Duration took);
}
