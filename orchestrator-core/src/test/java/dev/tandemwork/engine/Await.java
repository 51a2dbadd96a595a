package dev.tandemwork.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a test can only look at. */
final class Await {
    private static final long PAUSE = Duration.ofMillis(1).toNanos();
    private static final long LIMIT = Duration.ofSeconds(30).toNanos();

    private Await() {}

    /** Returns when {@code condition} holds; fails when it still does not after half a minute. */
    static void until(BooleanSupplier condition) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT) {
                throw new AssertionError("expected it to come true within 30 s");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
