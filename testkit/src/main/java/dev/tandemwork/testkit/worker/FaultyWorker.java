package dev.tandemwork.testkit.worker;

import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker that has ended well, but for its fault. */
final class FaultyWorker implements Worker {
    private final WorkerId id;
    private final WorkerSpec spec;
    private final FaultyWorkerRuntime.Fault fault;
    private final AtomicInteger calls = new AtomicInteger();

    FaultyWorker(WorkerId id, WorkerSpec spec, FaultyWorkerRuntime.Fault fault) {
        this.id = id;
        this.spec = spec;
        this.fault = fault;
    }

    @Override
    public WorkerId id() {
        return id;
    }

    @Override
    @SuppressWarnings("NullAway")
    public Flow.Publisher<WorkerEvent> events() {
        return switch (fault) {
            case NULL_EVENTS -> null;
            case EVENTS_AFTER_COMPLETION -> subscriber -> tell(subscriber, 2);
            default -> subscriber -> tell(subscriber, 1);
        };
    }

    private static void tell(Flow.Subscriber<? super WorkerEvent> subscriber, int times) {
        subscriber.onSubscribe(new Deaf());
        for (int i = 0; i < times; i++) {
            subscriber.onNext(new WorkerEvent.Phase("agent"));
            subscriber.onComplete();
        }
    }

    @Override
    @SuppressWarnings("NullAway")
    public WorkerResult await() throws InterruptedException {
        return switch (fault) {
            case NULL_RESULT -> null;
            case FOREIGN_EXCEPTION_AT_AWAIT -> throw new IllegalStateException("a foreign exception at await");
            case HANG_AT_AWAIT -> throw FaultyWorkerRuntime.hang();
            case DIFFERENT_RESULTS -> another();
            default -> FakeResults.produced(spec);
        };
    }

    private WorkerResult another() {
        int call = calls.incrementAndGet();
        return call == 1
                ? FakeResults.produced(spec)
                : FakeResults.failed(WorkerFailure.Kind.AGENT_ERROR, "the answer number " + call);
    }

    @Override
    public void cancel(Duration grace) {}

    /** A subscription that heeds nothing. */
    private static final class Deaf implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
