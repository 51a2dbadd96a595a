package dev.tandemwork.local.worker;

import dev.tandemwork.agents.output.EventStream;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

/** A worker that runs in this program, or has ended in this or another one. */
final class ProcessWorker implements Worker {
    private final WorkerId id;
    private final String space;
    private final EventStream events;
    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<WorkerResult> result = new CompletableFuture<>();
    private volatile boolean abandoned;

    private ProcessWorker(WorkerId id, String space) {
        this.id = id;
        this.space = space;
        this.events = EventStream.named(id.value());
    }

    static ProcessWorker running(WorkerId id, String space) {
        return new ProcessWorker(id, space);
    }

    static ProcessWorker ended(WorkerId id, WorkerResult result) {
        ProcessWorker worker = new ProcessWorker(id, "");
        worker.end(result);
        return worker;
    }

    @Override
    public WorkerId id() {
        return id;
    }

    @Override
    public Flow.Publisher<WorkerEvent> events() {
        return events;
    }

    EventStream stream() {
        return events;
    }

    StopSignal stop() {
        return stop;
    }

    @Override
    public WorkerResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("worker [" + id + "] ended without a result; expected one always", e);
        }
    }

    @Override
    public void cancel(Duration grace) {
        stop.ask(WorkerFailure.of(WorkerFailure.Kind.CANCELLED, "worker [" + id + "] was cancelled"), grace);
    }

    /** Ends it without a result that is kept, so that the next program does its attempt again. */
    void abandon(Duration grace) {
        abandoned = true;
        String message =
                "worker [" + id + "] was ended, because its runtime was closed; start it again to have it done";
        stop.ask(WorkerFailure.of(WorkerFailure.Kind.LOST, message), grace);
    }

    boolean isAbandoned() {
        return abandoned;
    }

    void end(WorkerResult how) {
        result.complete(how);
        events.close();
    }

    boolean isEnded() {
        return result.isDone();
    }

    boolean works(String inSpace) {
        return !isEnded() && space.equals(inSpace);
    }
}
