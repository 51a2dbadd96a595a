package dev.tandemwork.sysbox.internal.worker;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread for each thing that is done about warm sandboxes, and an end when all of it is done. */
final class WarmThreads implements Executor {
    /** One party for each thread, and one for whoever waits for them. */
    private final Phaser running = new Phaser(1);

    @Override
    public void execute(Runnable work) {
        running.register();
        Daemon.start("warm", () -> run(work));
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            running.arriveAndDeregister();
        }
    }

    /** Waits until nothing runs, at most so long. */
    void awaitIdle(Duration limit) {
        try {
            running.awaitAdvanceInterruptibly(running.arrive(), limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // what is not removed by now, the next runtime removes
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
