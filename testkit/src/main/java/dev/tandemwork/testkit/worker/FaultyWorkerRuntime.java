package dev.tandemwork.testkit.worker;

import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A runtime that breaks one rule of its contract: what calls it must bear that, and name it. */
public final class FaultyWorkerRuntime implements WorkerRuntime {
    /** The rules that can be broken. */
    public enum Fault {
        /** {@code start} returns null. */
        NULL_WORKER,
        /** {@code start} throws what is no WorkerException. */
        FOREIGN_EXCEPTION_AT_START,
        /** {@code start} never returns, unless it is interrupted. */
        HANG_AT_START,
        /** {@code start} returns a worker of another name. */
        OTHER_NAME,
        /** {@code await} returns null. */
        NULL_RESULT,
        /** {@code await} throws what is no InterruptedException. */
        FOREIGN_EXCEPTION_AT_AWAIT,
        /** {@code await} never returns, unless it is interrupted, and {@code cancel} does nothing. */
        HANG_AT_AWAIT,
        /** {@code await} returns another result at every call. */
        DIFFERENT_RESULTS,
        /** {@code events} returns null. */
        NULL_EVENTS,
        /** The publisher tells more after it has completed, and completes again. */
        EVENTS_AFTER_COMPLETION
    }

    private final Fault fault;

    private FaultyWorkerRuntime(Fault fault) {
        this.fault = fault;
    }

    /** Returns a runtime with {@code fault}; it is well behaved otherwise. */
    public static FaultyWorkerRuntime with(Fault fault) {
        return new FaultyWorkerRuntime(fault);
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    @SuppressWarnings("NullAway")
    public Worker start(WorkerSpec spec) throws InterruptedException {
        return switch (fault) {
            case NULL_WORKER -> null;
            case FOREIGN_EXCEPTION_AT_START -> throw new IllegalStateException("a foreign exception at start");
            case HANG_AT_START -> throw hang();
            case OTHER_NAME -> new FaultyWorker(new WorkerId("somebody-else"), spec, fault);
            default -> new FaultyWorker(spec.id(), spec, fault);
        };
    }

    /** Waits until it is interrupted; what it would return is never seen. */
    static IllegalStateException hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return new IllegalStateException("a latch that nobody opens has opened");
    }

    @Override
    public Optional<Worker> adopt(WorkerId id) {
        return Optional.empty();
    }

    @Override
    public List<WorkerId> workers() {
        return List.of();
    }

    @Override
    public void remove(WorkerId id) {}

    @Override
    public Capacity capacity() {
        return new Capacity(1, 1);
    }

    @Override
    public void close() {}
}
