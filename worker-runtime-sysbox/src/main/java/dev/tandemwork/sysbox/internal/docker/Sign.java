package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;
import java.util.Optional;

/** What the end of a call, or of a canary, says about a host. */
enum Sign {
    SLOW_START,
    SLOW_ANSWER,
    QUICK_ANSWER,
    CANARY_PASSED,
    CANARY_FAILED;

    private static final Duration LONG_START = Duration.ofSeconds(60);
    private static final Duration LONG_ANSWER = Duration.ofSeconds(10);

    /** Calls whose length depends on what they are to do, such as a command or a removal, say nothing. */
    static Optional<Sign> of(DockerCall call, CallListener.Outcome outcome, Duration took) {
        boolean late = outcome == CallListener.Outcome.TIMED_OUT;
        boolean answered = outcome == CallListener.Outcome.ANSWERED;
        return switch (call) {
            case CREATE, START ->
                Optional.of(SLOW_START).filter(sign -> late || answered && took.compareTo(LONG_START) > 0);
            case INSPECT, LIST, INFO ->
                late || answered && took.compareTo(LONG_ANSWER) > 0
                        ? Optional.of(SLOW_ANSWER)
                        : Optional.of(QUICK_ANSWER).filter(sign -> answered);
            default -> Optional.empty();
        };
    }
}
