package dev.tandemwork.local.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again and again for what the system sends no notice of: that a process of somebody else has ended. */
public final class Poll {
    private static final long FIRST_PAUSE = Duration.ofMillis(2).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

    private Poll() {}

    /** Returns whether {@code condition} came to hold within {@code atMost}. An interrupt is kept for later. */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        boolean interrupted = Thread.interrupted();
        try {
            return poll(System.nanoTime() + atMost.toNanos(), condition);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean poll(long deadline, BooleanSupplier condition) {
        long pause = FIRST_PAUSE;
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return true;
    }
}
