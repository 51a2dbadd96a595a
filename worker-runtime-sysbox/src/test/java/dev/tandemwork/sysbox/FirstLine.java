package dev.tandemwork.sysbox;

import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes all that a worker tells, and notes when a line came for the first time. */
final class FirstLine implements Flow.Subscriber<WorkerEvent> {
    private final CompletableFuture<Long> nanoTime = new CompletableFuture<>();
    private final String line;

    private FirstLine(String line) {
        this.line = line;
    }

    static FirstLine of(Worker worker, String line) {
        FirstLine first = new FirstLine(line);
        worker.events().subscribe(first);
        return first;
    }

    /** Returns when it came, by {@link System#nanoTime()}. */
    long await(long seconds) throws InterruptedException, ExecutionException, TimeoutException {
        return nanoTime.get(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(WorkerEvent event) {
        if (event instanceof WorkerEvent.Line told && told.text().equals(line)) {
            nanoTime.complete(System.nanoTime());
        }
    }

    @Override
    public void onError(Throwable problem) {
        nanoTime.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        nanoTime.completeExceptionally(new IllegalStateException("it never came"));
    }
}
