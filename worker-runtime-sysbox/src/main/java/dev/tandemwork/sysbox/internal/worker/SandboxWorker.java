package dev.tandemwork.sysbox.internal.worker;

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

/** A worker whose sandbox this process follows, or has ended in this or another one. */
final class SandboxWorker implements Worker {
    private final WorkerId id;
    private final String sandbox;
    private final EventStream events;
    private final StopRequest stop = new StopRequest();
    private final CompletableFuture<WorkerResult> result = new CompletableFuture<>();

    private SandboxWorker(WorkerId id, String sandbox) {
        this.id = id;
        this.sandbox = sandbox;
        this.events = EventStream.named(id.value());
    }

    static SandboxWorker running(WorkerId id, String sandbox) {
        return new SandboxWorker(id, sandbox);
    }

    static SandboxWorker ended(WorkerId id, WorkerResult result) {
        SandboxWorker worker = new SandboxWorker(id, "");
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

    StopRequest stop() {
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

    void leave() {
        String message = "worker [" + id + "] goes on without this runtime, which was closed; adopt it with another";
        stop.leave(WorkerFailure.of(WorkerFailure.Kind.LOST, message));
    }

    void end(WorkerResult how) {
        result.complete(how);
        events.close();
    }

    CompletableFuture<WorkerResult> result() {
        return result;
    }

    boolean works(String inSandbox) {
        return !result.isDone() && sandbox.equals(inSandbox);
    }
}
