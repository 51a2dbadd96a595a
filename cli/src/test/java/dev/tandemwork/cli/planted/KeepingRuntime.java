package dev.tandemwork.cli.planted;

import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.util.List;
import java.util.Optional;

/**
 * Removes no worker, so that a test can see what is kept of it.
 *
 * @param runtime that does all else
 */
record KeepingRuntime(WorkerRuntime runtime) implements WorkerRuntime {
    @Override
    public String name() {
        return runtime.name();
    }

    @Override
    public Worker start(WorkerSpec spec) throws InterruptedException {
        return runtime.start(spec);
    }

    @Override
    public Optional<Worker> adopt(WorkerId id) {
        return runtime.adopt(id);
    }

    @Override
    public List<WorkerId> workers() {
        return runtime.workers();
    }

    @Override
    public void remove(WorkerId id) {}

    @Override
    public Capacity capacity() {
        return runtime.capacity();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
