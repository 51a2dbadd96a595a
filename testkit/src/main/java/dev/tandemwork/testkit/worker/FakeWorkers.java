package dev.tandemwork.testkit.worker;

import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The workers and the script of a fake runtime. */
final class FakeWorkers {
    private final int total;
    private final Semaphore places;

    /** Guarded by this. */
    private final Map<String, Function<WorkerSpec, WorkerResult>> script = new HashMap<>();

    /** Guarded by this. */
    private final Map<String, CountDownLatch> latches = new HashMap<>();

    /** Guarded by this. */
    private final Map<WorkerId, FakeWorker> workers = new LinkedHashMap<>();

    /** Guarded by this. */
    private final List<WorkerSpec> starts = new ArrayList<>();

    FakeWorkers(int total) {
        this.total = total;
        this.places = new Semaphore(total, true);
    }

    synchronized void script(String task, int number, Function<WorkerSpec, WorkerResult> result) {
        script.put(key(task, number), result);
    }

    synchronized CountDownLatch hold(String task, int number) {
        return latches.computeIfAbsent(key(task, number), key -> new CountDownLatch(1));
    }

    synchronized List<WorkerSpec> starts() {
        return List.copyOf(starts);
    }

    synchronized List<WorkerId> ids() {
        return List.copyOf(workers.keySet());
    }

    synchronized Optional<FakeWorker> find(WorkerId id) {
        return Optional.ofNullable(workers.get(id));
    }

    Capacity capacity() {
        return new Capacity(total, places.availablePermits());
    }

    FakeWorker start(WorkerSpec spec, Consumer<Waiting> listener) throws InterruptedException {
        Optional<FakeWorker> there = find(spec.id());
        if (there.isPresent()) {
            return there.get();
        }
        if (!places.tryAcquire(0, TimeUnit.SECONDS)) {
            listener.accept(new Waiting("for a place"));
            places.acquire();
        }
        return startInPlace(spec);
    }

    private synchronized FakeWorker startInPlace(WorkerSpec spec) {
        if (workers.containsKey(spec.id())) {
            places.release();
            return workers.get(spec.id());
        }
        String key = key(spec.attempt().task().id(), spec.attempt().number());
        FakeWorker worker = new FakeWorker(spec, script.getOrDefault(key, FakeResults::produced), places::release);
        workers.put(spec.id(), worker);
        starts.add(spec);
        worker.begin(latches.getOrDefault(key, new CountDownLatch(0)));
        return worker;
    }

    void remove(WorkerId id) {
        find(id).ifPresent(worker -> worker.cancel(Duration.ZERO));
        forget(id);
    }

    private synchronized void forget(WorkerId id) {
        workers.remove(id);
    }

    private static String key(String task, int number) {
        return task + "#" + number;
    }
}
