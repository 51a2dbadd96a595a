package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes each call on a thread of its own, and when its time is over interrupts the thread and cuts its connection. The
 * client's own timeout does not work on Unix sockets. An interrupt does, but not over TCP.
 */
final class TimedCalls {
    private final Failures failures;
    private final OwnConnections connections;
    private final CallListener listener;

    TimedCalls(Failures failures, OwnConnections connections, CallListener listener) {
        this.failures = failures;
        this.connections = connections;
        this.listener = listener;
    }

    void run(Ask ask, Runnable work) {
        get(ask, () -> {
            work.run();
            return true;
        });
    }

    <T> T get(Ask ask, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        long start = System.nanoTime();
        Thread thread = thread(ask, task);
        thread.start();
        CallListener.Outcome outcome = CallListener.Outcome.ANSWERED;
        try {
            return task.get(ask.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            outcome = CallListener.Outcome.TIMED_OUT;
            throw failures.timeout(ask, e);
        } catch (InterruptedException e) {
            outcome = CallListener.Outcome.ABANDONED;
            Thread.currentThread().interrupt();
            throw failures.abandoned(ask, e);
        } catch (ExecutionException e) {
            DockerException failure = failures.of(ask, e);
            outcome = outcome(failure);
            throw failure;
        } finally {
            task.cancel(true);
            if (outcome == CallListener.Outcome.TIMED_OUT || outcome == CallListener.Outcome.ABANDONED) {
                // also when the answer has just come: nobody is there to close it
                connections.cutOff(thread);
            }
            listener.ended(ask.call(), outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static CallListener.Outcome outcome(DockerException failure) {
        return switch (failure.kind()) {
            case UNREACHABLE, PERMISSION -> CallListener.Outcome.FAILED;
            case TIMEOUT -> CallListener.Outcome.TIMED_OUT;
            default -> CallListener.Outcome.ANSWERED;
        };
    }

    private static Thread thread(Ask ask, Runnable task) {
        return OwnThread.named(ask.call().name().toLowerCase(Locale.ROOT), task);
    }
}
