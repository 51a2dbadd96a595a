package dev.tandemwork.github.limit;

import java.time.Duration;
import java.util.Objects;

/**
 * What one identity allows itself.
 *
 * @param reads how many reads may be under way at once; writes go one at a time
 * @param writeGap least time between two writes
 * @param contentGap least time between two writes that people are told of
 * @param contentPerMinute most of those in a minute
 * @param contentPerHour most of those in an hour
 * @param pointsPerMinute most points in a minute, for REST; a read is one, a write five
 * @param graphqlPointsPerMinute most points in a minute, for GraphQL
 * @param busyPerMinute most time that the host may spend on answers in a minute
 * @param reserve which part of the hourly calls is left to merges and checks, from 0 to 1
 */
public record Limits(
        int reads,
        Duration writeGap,
        Duration contentGap,
        int contentPerMinute,
        int contentPerHour,
        int pointsPerMinute,
        int graphqlPointsPerMinute,
        Duration busyPerMinute,
        double reserve) {
    private static final int MOST_CONCURRENT = 100;

    /** Refuses what no host allows, and limits that allow nothing. */
    public Limits {
        Objects.requireNonNull(writeGap, "writeGap");
        Objects.requireNonNull(contentGap, "contentGap");
        Objects.requireNonNull(busyPerMinute, "busyPerMinute");
        require(reads >= 1 && reads < MOST_CONCURRENT, "reads", reads, "1 to 99");
        require(contentPerMinute >= 1, "contentPerMinute", contentPerMinute, "1 or more");
        require(contentPerHour >= 1, "contentPerHour", contentPerHour, "1 or more");
        require(pointsPerMinute >= Effect.CONTENT.points(), "pointsPerMinute", pointsPerMinute, "5 or more");
        require(reserve >= 0 && reserve <= 1, "reserve", reserve, "0 to 1");
    }

    private static void require(boolean good, String name, Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException("limit [" + name + "] is " + value + "; expected " + expected);
        }
    }

    /** Returns all that GitHub documents that it allows; for an identity that nothing else uses. */
    public static Limits documented() {
        return new Limits(
                50, Duration.ofSeconds(1), Duration.ofSeconds(1), 80, 500, 900, 2000, Duration.ofSeconds(90), 0.1);
    }

    /** Returns half of what GitHub allows, so that people and other tools have the rest: the default. */
    public static Limits shared() {
        return new Limits(
                8, Duration.ofSeconds(1), Duration.ofSeconds(3), 40, 250, 450, 1000, Duration.ofSeconds(45), 0.1);
    }

    /** Returns none, for a host that has none; what it says of limits is heeded all the same. */
    public static Limits none() {
        int all = Integer.MAX_VALUE;
        return new Limits(64, Duration.ZERO, Duration.ZERO, all, all, all, all, Duration.ofDays(1), 0);
    }

    Duration gap(Effect effect) {
        return effect == Effect.CONTENT ? contentGap : writeGap;
    }
}
