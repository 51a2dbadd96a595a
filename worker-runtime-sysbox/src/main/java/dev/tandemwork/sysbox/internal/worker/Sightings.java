package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.schedule.Timers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For how long things have been seen, without a break, as nobody's. Not from when they were made: the clock of an engine's
 * host is not this one's, and what was somebody's until now is not old. Not safe for use by many threads.
 */
final class Sightings {
    private final Timers timers;
    private final Duration grace;
    private final Map<String, Long> since = new HashMap<>();

    Sightings(Timers timers, Duration grace) {
        this.timers = timers;
        this.grace = grace;
    }

    /** Returns those of {@code seen} that were seen in all calls for at least the grace. */
    List<String> old(Collection<String> seen) {
        long now = timers.nanoTime();
        since.keySet().retainAll(seen);
        seen.forEach(name -> since.putIfAbsent(name, now));
        return seen.stream()
                .filter(name -> now - since.getOrDefault(name, now) >= grace.toNanos())
                .toList();
    }
}
