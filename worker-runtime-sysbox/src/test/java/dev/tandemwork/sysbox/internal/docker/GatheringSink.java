package dev.tandemwork.sysbox.internal.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps all that a container prints. */
final class GatheringSink implements LogSink {
    /** Guarded by this. */
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public synchronized void bytes(byte[] chunk) {
        kept.write(chunk, 0, chunk.length);
        notifyAll();
    }

    @Override
    public void ended() {
        ended.countDown();
    }

    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    /** Waits until what has come fulfils {@code condition}. */
    synchronized String await(Predicate<String> condition, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.test(text())) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("only this has come: " + text());
            }
            wait(left);
        }
        return text();
    }

    boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }
}
