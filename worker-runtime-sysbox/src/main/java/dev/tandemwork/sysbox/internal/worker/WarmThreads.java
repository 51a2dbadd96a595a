package dev.tandemwork.sysbox.internal.worker;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Does the work on warm sandboxes, each piece on a thread of its own, and knows when all of it is done. */
final class WarmThreads implements Executor {
    /** Guarded by this. */
    private int running;

    @Override
    public synchronized void execute(Runnable work) {
        running++;
        Daemon.start("warm", () -> run(work));
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            done();
        }
    }

    private synchronized void done() {
        running--;
        notifyAll();
    }

    /** Waits until nothing is done any more, at most so long. */
    synchronized void awaitQuiet(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toMillis();
        while (running > 0 && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }
}
