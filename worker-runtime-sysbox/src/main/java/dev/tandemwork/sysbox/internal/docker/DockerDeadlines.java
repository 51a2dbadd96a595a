package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;

/**
 * How long an engine may take to answer.
 *
 * @param answer to a question, or to what takes no time
 * @param start to make or to start a container
 * @param remove to remove a container with all it has written, or to stop one beyond its grace
 * @param fetch to hand out a folder of a container
 */
public record DockerDeadlines(Duration answer, Duration start, Duration remove, Duration fetch) {
    /** Checks that each is longer than nothing. */
    public DockerDeadlines {
        requirePositive("answer", answer);
        requirePositive("start", start);
        requirePositive("remove", remove);
        requirePositive("fetch", fetch);
    }

    /** Returns 10 seconds for an answer, 60 for a start, 2 minutes for a removal, and 5 for a fetch. */
    public static DockerDeadlines standard() {
        return new DockerDeadlines(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofMinutes(5));
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    "deadline " + name + " [" + value + "] is over at once; expected more than nothing");
        }
    }
}
