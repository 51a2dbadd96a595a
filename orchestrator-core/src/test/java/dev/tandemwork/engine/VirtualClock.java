package dev.tandemwork.engine;

import dev.tandemwork.internal.schedule.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Queue;

/** A time that stands still until the next call that is due is made. For one thread. */
final class VirtualClock implements Timers {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Queue<Due> calls = new PriorityQueue<>();
    private long now;
    private long count;

    private record Due(long at, long order, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant now() {
        return START.plusNanos(now);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due due = new Due(now + delay.toNanos(), count++, task);
        calls.add(due);
        return () -> calls.remove(due);
    }

    /** Lets time pass until the next call, and makes it; returns whether there was one. */
    boolean tick() {
        Due due = calls.poll();
        if (due == null) {
            return false;
        }
        now = Math.max(now, due.at());
        due.task().run();
        return true;
    }

    @Override
    public void close() {
        calls.clear();
    }
}
