package dev.tandemwork.sysbox.internal.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Starts threads that do not keep the program alive. They are platform threads, for an engine's answers are read on them. */
final class Daemon {
    private Daemon() {}

    /** Starts a thread named {@code tandemwork-<name>}. */
    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "tandemwork-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns what {@code work} returns on such a thread. */
    static <T> CompletableFuture<T> supply(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, each -> start(name, each));
    }

    /** Waits for {@code result}, whether or not this thread is interrupted, and throws what it ended with. */
    static <T> T join(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
