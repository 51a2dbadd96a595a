package dev.tandemwork.agents;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells when an agent has been silent for too long, and when it should have gone but has not.
 *
 * <p>It has no thread of its own: who runs the agent reports its output and its result, and asks for the verdict from
 * time to time. Safe for use by many threads.
 */
public final class Watchdog {
    /** What is to become of the process. */
    public enum Verdict {
        /** It is to go on. */
        KEEP,
        /** It has said nothing for the idle time, and its result was not read: it hangs. */
        IDLE,
        /** Its result was read, and the grace is over: it, or a child of it, stays for no reason. */
        LINGERING
    }

    /** The usual time between the result of an agent and its end. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    private final long idleNanos;
    private final long graceNanos;
    private final LongSupplier ticker;
    private long lastSign;
    private boolean done;

    private Watchdog(Duration idle, Duration grace, LongSupplier ticker) {
        this.idleNanos = positive("idle", idle);
        this.graceNanos = positive("grace", grace);
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
    public static Watchdog start(Duration idle, Duration grace, LongSupplier ticker) {
        return new Watchdog(idle, grace, ticker);
    }

    /** Records a sign of life: output of any kind. After the result it changes nothing. */
    public synchronized void sign() {
        if (!done) {
            lastSign = ticker.getAsLong();
        }
    }

    /** Records that the result was read; the grace begins now. Only the first call counts. */
    public synchronized void done() {
        sign();
        done = true;
    }

    /** Returns what is to become of the process at {@code nanoTime}, a time of the ticker. */
    public synchronized Verdict verdict(long nanoTime) {
        if (nanoTime - lastSign < bound()) {
            return Verdict.KEEP;
        }
        return done ? Verdict.LINGERING : Verdict.IDLE;
    }

    /** Returns the nanoseconds from {@code nanoTime} until the verdict may change without another sign; at least 0. */
    public synchronized long nanosLeft(long nanoTime) {
        return Math.max(0, bound() - (nanoTime - lastSign));
    }

    private long bound() {
        return done ? graceNanos : idleNanos;
    }

    private static long positive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(
                    "watchdog [" + name + "] is " + duration + "; expected more than nothing");
        }
        return duration.toNanos();
    }
}
