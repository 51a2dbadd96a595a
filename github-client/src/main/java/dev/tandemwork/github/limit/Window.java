package dev.tandemwork.github.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so much in any stretch of time of one length. */
final class Window {
    /** A host sees requests a little closer together than they were sent. */
    private static final Duration DRIFT = Duration.ofSeconds(1);

    private final long capacity;
    private final Duration span;
    private final Deque<Use> uses = new ArrayDeque<>();
    private long used;

    Window(long capacity, Duration span) {
        this.capacity = capacity;
        this.span = span.plus(DRIFT);
    }

    /** Returns when {@code weight} fits: now, or later. */
    Instant freeAt(long weight, Instant now) {
        forget(now);
        long over = used + weight - capacity;
        Instant free = now;
        for (Use use : uses) {
            if (over <= 0) {
                return free;
            }
            over -= use.weight();
            free = use.at().plus(span);
        }
        return free;
    }

    void use(long weight, Instant at) {
        uses.addLast(new Use(at, weight));
        used += weight;
    }

    long left(Instant now) {
        forget(now);
        return Math.max(0, capacity - used);
    }

    long capacity() {
        return capacity;
    }

    private void forget(Instant now) {
        while (!uses.isEmpty() && !uses.getFirst().at().plus(span).isAfter(now)) {
            used -= uses.removeFirst().weight();
        }
    }

    private record Use(Instant at, long weight) {}
}
