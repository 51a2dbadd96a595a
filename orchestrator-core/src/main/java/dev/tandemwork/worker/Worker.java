package dev.tandemwork.worker;

import java.time.Duration;
import java.util.concurrent.Flow;

/**
 * One sandbox, working on one attempt.
 *
 * <p>Implementations <em>must</em> be safe for use by many threads.
 */
public interface Worker {
    /** Returns its name. */
    WorkerId id();

    /**
     * Returns what it tells, from now on. The publisher completes once the worker has ended. A slow subscriber loses
     * lines, and is told how many by {@link WorkerEvent.Dropped}; it never slows the worker.
     */
    Flow.Publisher<WorkerEvent> events();

    /**
     * Waits for the end.
     *
     * @return how it ended; the same at every call
     * @throws InterruptedException if the caller was interrupted; the worker goes on
     */
    WorkerResult await() throws InterruptedException;

    /**
     * Ends it: asks first, and kills it with every process it started after {@code grace}. Returns at once;
     * {@link #await()} returns soon after {@code grace}. Cancelling an ended worker has no effect.
     */
    void cancel(Duration grace);
}
