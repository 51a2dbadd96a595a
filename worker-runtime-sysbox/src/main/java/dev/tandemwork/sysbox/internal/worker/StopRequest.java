package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.worker.WorkerFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks a worker to stop, once: the first reason counts. */
final class StopRequest {
    private final CompletableFuture<Stop> asked = new CompletableFuture<>();

    /**
     * How to stop.
     *
     * @param why what the worker's failure is
     * @param grace between asking it to end and killing it
     * @param leaveRunning whether the sandbox goes on, for the next process
     */
    record Stop(WorkerFailure why, Duration grace, boolean leaveRunning) {}

    void ask(WorkerFailure why, Duration grace) {
        asked.complete(new Stop(why, grace, false));
    }

    /** Lets go of the worker, which goes on without this process. */
    void leave(WorkerFailure why) {
        asked.complete(new Stop(why, Duration.ZERO, true));
    }

    CompletableFuture<Stop> asked() {
        return asked;
    }
}
