package dev.tandemwork.testkit.github.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes requests wait, until the server closes at the longest. */
final class Delays {
    private final CountDownLatch closed = new CountDownLatch(1);

    void await(Duration delay) throws IOException {
        try {
            if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the server was closed while a request was late on demand");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a request was late on demand", e);
        }
    }

    void close() {
        closed.countDown();
    }
}
