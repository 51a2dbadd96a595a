package dev.tandemwork.github.limit;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A time that moves from one call to the next, as fast as they can be made. For one thread. */
public final class VirtualTimeline implements Timeline {
    private final PriorityQueue<Call> calls =
            new PriorityQueue<>(Comparator.comparing(Call::at).thenComparingLong(Call::number));
    private volatile Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private long last;

    private VirtualTimeline() {}

    /** Returns one at noon. */
    public static VirtualTimeline create() {
        return new VirtualTimeline();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void at(Instant when, Runnable task) {
        calls.add(new Call(when, ++last, task));
    }

    /** Makes the next call, at its time, and returns whether there was one. */
    public boolean step() {
        Call call = calls.poll();
        if (call == null) {
            return false;
        }
        now = call.at().isAfter(now) ? call.at() : now;
        call.task().run();
        return true;
    }

    /** Makes all calls, and those that they lead to. */
    public void run() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = step();
        }
    }

    /** Makes all calls up to {@code until}, which is the time then. */
    public void runUntil(Instant until) {
        while (!calls.isEmpty() && !calls.peek().at().isAfter(until)) {
            step();
        }
        now = until;
    }

    private record Call(Instant at, long number, Runnable task) {}
}
