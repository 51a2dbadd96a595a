package dev.tandemwork.agents;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells when an agent has been silent for too long, and when it should have gone but has not.
 *
 * <p>It has no thread of its own: who runs the agent reports its output and its result, and asks for the verdict from
 * time to time. Safe for use by many threads.
 */
final class Watchdog {
    /** What is to become of the process. */
    enum Verdict {
        /** It is to go on. */
        KEEP,
        /** It has said nothing for the idle time, and its result was not read: it hangs. */
        IDLE,
        /** Its result was read, and the grace is over: it, or a child of it, stays for no reason. */
        LINGERING
    }

    private final long idleNanos;
    private final long graceNanos;
    private final LongSupplier ticker;
    private long lastSign;
    private boolean done;

    private Watchdog(Duration idle, Duration grace, LongSupplier ticker) {
        this.idleNanos = idle.toNanos();
        this.graceNanos = grace.toNanos();
        this.ticker = ticker;
        this.lastSign = ticker.getAsLong();
    }

    /**
     * Returns a watchdog whose time begins now.
     *
     * @param idle the longest silence of an agent at work
     * @param grace the longest stay of an agent that is done
     * @param ticker a clock that never goes back, in nanoseconds, such as {@link System#nanoTime()}
     */
    static Watchdog start(Duration idle, Duration grace, LongSupplier ticker) {
        return new Watchdog(idle, grace, ticker);
    }

    /** Records a sign of life: output of any kind. After the result it changes nothing. */
    synchronized void sign() {
        if (!done) {
            lastSign = ticker.getAsLong();
        }
    }

    /** Records that the result was read; the grace begins now. Only the first call counts. */
    synchronized void done() {
        sign();
        done = true;
    }

    /** Returns what is to become of the process at {@code nanoTime}, a time of the ticker. */
    synchronized Verdict verdict(long nanoTime) {
        if (nanoTime - lastSign < bound()) {
            return Verdict.KEEP;
        }
        return done ? Verdict.LINGERING : Verdict.IDLE;
    }

    private long bound() {
        return done ? graceNanos : idleNanos;
    }
}
