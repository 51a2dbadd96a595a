package dev.tandemwork.sysbox.internal.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when a test says so. What is due is called by the thread that lets it pass. */
public final class ManualTimers implements Timers {
    private record Due(long at, long number, Runnable task) {}

    private final List<Due> due = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1_000_000;
    private long passed;
    private long numbers;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return Instant.EPOCH.plusNanos(passed);
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        Due added = new Due(passed + delay.toNanos(), numbers++, task);
        due.add(added);
        return () -> cancel(added);
    }

    private synchronized void cancel(Due gone) {
        due.remove(gone);
    }

    /** Lets time pass, and calls what has become due, in order. */
    public void pass(Duration time) {
        long end = end(time);
        Due next = next(end);
        while (next != null) {
            advance(next.at());
            next.task().run();
            next = next(end);
        }
        advance(end);
    }

    private synchronized long end(Duration time) {
        return passed + time.toNanos();
    }

    private synchronized void advance(long to) {
        nanos += to - passed;
        passed = to;
    }

    private synchronized Due next(long end) {
        Due first = due.stream()
                .filter(task -> task.at() <= end)
                .min(Comparator.comparingLong(Due::at).thenComparingLong(Due::number))
                .orElse(null);
        due.remove(first);
        return first;
    }

    /** Returns how many calls are due some time. */
    public synchronized int pending() {
        return due.size();
    }

    @Override
    public synchronized void close() {
        due.clear();
    }
}
