package dev.tandemwork.testkit.worker;

import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A worker that does what its script says. */
final class FakeWorker implements Worker {
    private final WorkerSpec spec;
    private final Function<WorkerSpec, WorkerResult> script;
    private final Runnable onEnd;
    private final SubmissionPublisher<WorkerEvent> events = new SubmissionPublisher<>();
    private final CompletableFuture<WorkerResult> result = new CompletableFuture<>();

    /** Guarded by this. */
    private @Nullable WorkerResult end;

    FakeWorker(WorkerSpec spec, Function<WorkerSpec, WorkerResult> script, Runnable onEnd) {
        this.spec = spec;
        this.script = script;
        this.onEnd = onEnd;
    }

    void begin(CountDownLatch latch) {
        if (latch.getCount() == 0) {
            act();
            return;
        }
        Thread thread = new Thread(() -> await(latch), "tandemwork-fake-" + spec.id());
        thread.setDaemon(true);
        thread.start();
    }

    private void await(CountDownLatch latch) {
        try {
            latch.await();
            act();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void act() {
        events.offer(new WorkerEvent.Phase("agent"), null);
        end(script.apply(spec));
    }

    /** The first end counts; the place is free before anybody hears of it. */
    private void end(WorkerResult how) {
        if (claim(how)) {
            onEnd.run();
            result.complete(how);
            events.close();
        }
    }

    private synchronized boolean claim(WorkerResult how) {
        boolean first = end == null;
        end = first ? how : end;
        return first;
    }

    @Override
    public WorkerId id() {
        return spec.id();
    }

    @Override
    public Flow.Publisher<WorkerEvent> events() {
        return events;
    }

    @Override
    public WorkerResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("worker [" + spec.id() + "] has no result; expected one", e);
        }
    }

    @Override
    public void cancel(Duration grace) {
        end(FakeResults.failed(WorkerFailure.Kind.CANCELLED, "worker [" + spec.id() + "] was cancelled"));
    }
}
