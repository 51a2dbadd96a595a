package dev.tandemwork.sysbox.internal.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time, as this module sees it. */
public interface Timers extends AutoCloseable {
    /** Returns a monotonic time in nanoseconds. */
    long nanoTime();

    /** Returns the time of day. */
    Instant now();

    /** Calls {@code task} after {@code delay}, unless this is closed by then. It must not block. */
    Timer after(Duration delay, Runnable task);

    @Override
    void close();

    /** A call that is due later. */
    @FunctionalInterface
    interface Timer {
        /** Makes it not happen, unless it is happening already. */
        void cancel();
    }

    /** Returns the time of the system, with one daemon thread. */
    static Timers system() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "tandemwork-sysbox-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new SystemTimers(clock);
    }

    /**
     * The time of the system.
     *
     * @param clock runs what is due
     */
    record SystemTimers(ScheduledThreadPoolExecutor clock) implements Timers {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            Future<?> due = clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> due.cancel(false);
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }
}
