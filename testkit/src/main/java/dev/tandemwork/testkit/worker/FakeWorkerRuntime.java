package dev.tandemwork.testkit.worker;

import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A runtime without workers: each attempt ends at once, as it was scripted, or when its latch is opened. What was not
 * scripted produces a change.
 */
public final class FakeWorkerRuntime implements WorkerRuntime {
    private final FakeWorkers workers;

    private FakeWorkerRuntime(FakeWorkers workers) {
        this.workers = workers;
    }

    /** Returns a runtime in which so many workers can run at once. */
    public static FakeWorkerRuntime of(int places) {
        return new FakeWorkerRuntime(new FakeWorkers(places));
    }

    /** Returns the runtime of another life, with the workers and the script of this one. */
    public FakeWorkerRuntime reopen() {
        return new FakeWorkerRuntime(workers);
    }

    /** Scripts how the attempt {@code number} at the task {@code id} ends. */
    public FakeWorkerRuntime script(String id, int number, WorkerResult result) {
        return script(id, number, spec -> result);
    }

    /** Scripts how the attempt {@code number} at the task {@code id} ends, by what it is started with. */
    public FakeWorkerRuntime script(String id, int number, Function<WorkerSpec, WorkerResult> result) {
        workers.script(id, number, result);
        return this;
    }

    /** Returns a latch that the attempt {@code number} at the task {@code id} waits for, once it is started. */
    public CountDownLatch hold(String id, int number) {
        return workers.hold(id, number);
    }

    /** Returns what was started, in order; a worker that was started twice is there once. */
    public List<WorkerSpec> starts() {
        return workers.starts();
    }

    /** Returns the attempts that were started, in order. */
    public List<Attempt> attempts() {
        return starts().stream().map(WorkerSpec::attempt).toList();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Worker start(WorkerSpec spec) throws InterruptedException {
        return start(spec, waiting -> {});
    }

    @Override
    public Worker start(WorkerSpec spec, Consumer<Waiting> listener) throws InterruptedException {
        return workers.start(spec, listener);
    }

    @Override
    public Optional<Worker> adopt(WorkerId id) {
        return workers.find(id).map(Worker.class::cast);
    }

    @Override
    public List<WorkerId> workers() {
        return workers.ids();
    }

    @Override
    public void remove(WorkerId id) {
        workers.remove(id);
    }

    @Override
    public Capacity capacity() {
        return workers.capacity();
    }

    /** Does nothing: workers stay. */
    @Override
    public void close() {}
}
