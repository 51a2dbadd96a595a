package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two looks at something that an engine does not tell by itself. */
final class Pause {
    private Pause() {}

    /** Waits, and throws at once when the thread is interrupted, as it is when its call has run out of time. */
    static void of(Duration time) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        assert !never;
    }
}
