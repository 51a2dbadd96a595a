package dev.tandemwork.testkit.github.internal.server;

import dev.tandemwork.testkit.github.traffic.GitHubLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one identity has asked for. */
final class Ledger {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<String, Hour> hours = new HashMap<>();
    private final Deque<Spent> points = new ArrayDeque<>();
    private final Deque<Instant> content = new ArrayDeque<>();
    private int atOnce;

    Hour hour(String resource, Instant now) {
        return hours.compute(resource, (key, hour) -> hour == null || !now.isBefore(hour.reset) ? new Hour(now) : hour);
    }

    Optional<String> exceeded(Charge charge, GitHubLimits limits, Instant now) {
        forget(now);
        if (!charge.isFree() && hour(charge.resource(), now).used >= limit(charge, limits)) {
            return Optional.of("primary");
        }
        if (atOnce > limits.atOnce()) {
            return Optional.of("at once");
        }
        if (points.stream().mapToInt(Spent::points).sum() + charge.points() > limits.pointsPerMinute()) {
            return Optional.of("points");
        }
        return charge.isContent() && isTooMuchContent(limits, now) ? Optional.of("content") : Optional.empty();
    }

    private boolean isTooMuchContent(GitHubLimits limits, Instant now) {
        long lastMinute =
                content.stream().filter(at -> at.isAfter(now.minus(MINUTE))).count();
        return lastMinute >= limits.contentPerMinute() || content.size() >= limits.contentPerHour();
    }

    static int limit(Charge charge, GitHubLimits limits) {
        return charge.resource().equals("graphql") ? limits.graphPerHour() : limits.restPerHour();
    }

    private void forget(Instant now) {
        while (!points.isEmpty() && !points.peekFirst().at().isAfter(now.minus(MINUTE))) {
            points.removeFirst();
        }
        while (!content.isEmpty() && !content.peekFirst().isAfter(now.minus(HOUR))) {
            content.removeFirst();
        }
    }

    void spend(Charge charge, Instant now) {
        points.addLast(new Spent(now, charge.points()));
        if (charge.isContent()) {
            content.addLast(now);
        }
        if (!charge.isFree()) {
            hour(charge.resource(), now).used++;
        }
    }

    Optional<Instant> lastContent() {
        return Optional.ofNullable(content.peekLast());
    }

    void giveBack(Charge charge, Instant now) {
        hour(charge.resource(), now).used--;
    }

    int begin() {
        return ++atOnce;
    }

    void end() {
        atOnce--;
    }

    /** An hour of one resource. */
    static final class Hour {
        private final Instant reset;
        private int used;

        private Hour(Instant now) {
            reset = now.plus(HOUR);
        }

        Instant reset() {
            return reset;
        }

        int used() {
            return used;
        }
    }

    private record Spent(Instant at, int points) {}
}
