package dev.tandemwork.cli;

import dev.tandemwork.event.RunEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes events on, and knows how far it has come in the journal. */
final class Seen implements Consumer<RunEvent> {
    private final Consumer<RunEvent> next;
    /** Guarded by this. */
    private long last = -1;

    Seen(Consumer<RunEvent> next) {
        this.next = next;
    }

    @Override
    public void accept(RunEvent event) {
        try {
            next.accept(event);
        } finally {
            if (event instanceof RunEvent.Recorded recorded) {
                reach(recorded.sequence());
            }
        }
    }

    private synchronized void reach(long sequence) {
        last = sequence;
        notifyAll();
    }

    /** Waits until the entry {@code sequence} was passed on, but not for ever: a listener may be stuck. */
    synchronized void await(long sequence, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        long left = most.toNanos();
        while (last < sequence && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
    }
}
