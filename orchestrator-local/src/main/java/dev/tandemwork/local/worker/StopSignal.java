package dev.tandemwork.local.worker;

import dev.tandemwork.local.process.Grace;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells a worker that it is to end. The first reason counts; a later, shorter grace does too. */
final class StopSignal implements Grace {
    private final CompletableFuture<WorkerFailure> reason = new CompletableFuture<>();

    /** Guarded by this. */
    private Grace grace = () -> false;

    /** Guarded by this: the thread to interrupt, while it does what can be interrupted. */
    private @Nullable Thread interruptible;

    /** Returns a signal of its own, which is also asked when {@code parent} is. */
    static StopSignal under(StopSignal parent) {
        StopSignal signal = new StopSignal();
        signal.shorten(parent);
        CompletableFuture<Void> unused = parent.reason.thenAccept(signal.reason::complete);
        return signal;
    }

    void ask(WorkerFailure why, Duration atMost) {
        shorten(Grace.of(atMost));
        reason.complete(why);
        interrupt();
    }

    private synchronized void shorten(Grace shorter) {
        grace = grace.orSooner(shorter);
    }

    private synchronized void interrupt() {
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    /** Returns the reason, once there is one. */
    CompletableFuture<WorkerFailure> reason() {
        return reason;
    }

    Optional<WorkerFailure> asked() {
        return Optional.ofNullable(reason.getNow(null));
    }

    /** Returns whether the grace of a stop that was asked for is over. */
    @Override
    public boolean isOver() {
        return current().isOver();
    }

    private synchronized Grace current() {
        return grace;
    }

    /** Throws if a stop was asked for. */
    void check() {
        asked().ifPresent(why -> {
            throw WorkerException.of(why);
        });
    }

    /** Runs {@code work}, whose thread is interrupted if a stop is asked for meanwhile. */
    <T> T interruptibly(Supplier<T> work) {
        enter();
        try {
            check();
            return work.get();
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        interruptible = Thread.currentThread();
    }

    /** The thread is the worker's own, so that nobody else's interrupt is lost here. */
    private synchronized void leave() {
        interruptible = null;
        Thread.interrupted();
    }
}
