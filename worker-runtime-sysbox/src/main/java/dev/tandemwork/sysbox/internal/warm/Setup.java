package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a warm pool is made of.
 *
 * @param <W> what a worker is
 * @param admission that its workers count in
 * @param starter of workers
 * @param probe at each claim
 * @param executor for all that takes time, which may be many things at once
 * @param timers for ages and pauses
 * @param bounds of age and pauses
 * @param listener is told what happens, by the threads that it happens on; it must not throw
 */
public record Setup<W>(
        Admission admission,
        Starter<W> starter,
        Probe<W> probe,
        Executor executor,
        Timers timers,
        Bounds bounds,
        Consumer<WarmEvent> listener) {
    /**
     * Bounds.
     *
     * @param maxAge after which a worker is replaced
     * @param backoff after failures
     */
    public record Bounds(Duration maxAge, Backoff backoff) {
        /** Returns half an hour; pauses from a second to five minutes. */
        public static final Bounds DEFAULT =
                new Bounds(Duration.ofMinutes(30), new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }
}
