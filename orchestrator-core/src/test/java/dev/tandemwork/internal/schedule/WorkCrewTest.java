package dev.tandemwork.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A crew of one worker, which no other can replace, since nobody ever looks at it. */
@Timeout(30)
final class WorkCrewTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Thread> done = new LinkedBlockingQueue<>();
    private final WorkCrew crew = WorkCrew.of(new NoTimers(), this::thread, 1);

    @AfterEach
    void close() {
        crew.close();
    }

    private Thread thread(Runnable worker) {
        Thread thread = Threads.daemon(worker);
        thread.setUncaughtExceptionHandler((where, thrown) -> {
            told.add(thrown.getMessage());
            throw new IllegalStateException("handler of " + thrown.getMessage());
        });
        return thread;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private void survives(Throwable thrown) throws InterruptedException {
        crew.execute(() -> {
            throw WorkCrewTest.<RuntimeException>sneak(thrown);
        });
        crew.execute(() -> done.add(Thread.currentThread()));

        assertThat(told.take()).isEqualTo(thrown.getMessage());
        assertThat(done.take().isAlive()).isTrue();
    }

    @Test
    void worker_survivesAnUncheckedException_andItsHandlers() throws InterruptedException {
        survives(new IllegalStateException("unchecked"));
    }

    @Test
    void worker_survivesAnError() throws InterruptedException {
        survives(new StackOverflowError("error"));
    }

    @Test
    void worker_survivesACheckedException() throws InterruptedException {
        survives(new Exception("checked"));
    }

    private static final class NoTimers implements Timers {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
