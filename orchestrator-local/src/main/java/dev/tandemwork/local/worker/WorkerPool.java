package dev.tandemwork.local.worker;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.local.process.Poll;
import dev.tandemwork.local.process.Threads;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The workers of one runtime, and the places they take. */
final class WorkerPool {
    private static final Duration LAST_STEPS = Duration.ofSeconds(20);

    private final Settings settings;
    private final Semaphore places;
    private final ScheduledExecutorService timer;

    /** Guarded by this. */
    private final Map<WorkerId, ProcessWorker> known = new HashMap<>();

    /** Guarded by this. */
    private boolean closed;

    WorkerPool(Settings settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.maxWorkers(), true);
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> Threads.named("worker-timer", work));
    }

    Capacity capacity() {
        return new Capacity(settings.maxWorkers(), places.availablePermits());
    }

    ProcessWorker start(WorkerSpec spec, Consumer<Waiting> listener) throws InterruptedException {
        Optional<ProcessWorker> there = adopt(spec.id());
        if (there.isPresent()) {
            return there.get();
        }
        if (!places.tryAcquire(0, TimeUnit.SECONDS)) {
            listener.accept(new Waiting("for a place, all " + settings.maxWorkers() + " are taken"));
            places.acquire();
        }
        return startInPlace(spec);
    }

    /** The place is the worker's once it is begun, and given back otherwise. */
    private synchronized ProcessWorker startInPlace(WorkerSpec spec) {
        boolean taken = false;
        try {
            Optional<ProcessWorker> there = adopt(spec.id());
            if (there.isPresent()) {
                return there.get();
            }
            WorkerFolder folder = settings.root().folder(spec.id());
            WorkerRecord record = record(spec);
            folder.create(record);
            ProcessWorker worker = begin(folder, record, Place.held(places));
            taken = true;
            return worker;
        } catch (IOException e) {
            throw WorkerException.of(Failures.of(e), e);
        } finally {
            if (!taken) {
                places.release();
            }
        }
    }

    /** Goes on in the space of the attempt before, if that is there and nobody works in it. */
    private WorkerRecord record(WorkerSpec spec) {
        Optional<Attempt.Previous> left = spec.attempt().previous();
        Optional<WorkerRecord> before = left.flatMap(
                previous -> settings.root().folder(previous.worker()).record().read());
        Optional<String> space = before.map(WorkerRecord::space).filter(this::isFree);
        Usage spent = left.filter(previous -> previous.session().isPresent() && space.isPresent())
                .flatMap(previous -> before.map(record -> record.spentBefore().plus(usage(previous.worker()))))
                .orElse(Usage.NONE);
        return new WorkerRecord(spec, space.orElse(spec.id().value()), space.isPresent(), spent);
    }

    private boolean isFree(String space) {
        return Files.isDirectory(settings.root().space(space))
                && known.values().stream().noneMatch(worker -> worker.works(space));
    }

    private Usage usage(WorkerId id) {
        return settings.root()
                .folder(id)
                .result()
                .read()
                .map(WorkerResult::usage)
                .orElse(Usage.NONE);
    }

    synchronized Optional<ProcessWorker> adopt(WorkerId id) {
        if (closed) {
            throw Failures.of(Kind.LOST, "process runtime is closed; expected an open one; build another");
        }
        ProcessWorker worker = known.get(id);
        if (worker != null) {
            return Optional.of(worker);
        }
        WorkerFolder folder = settings.root().folder(id);
        return folder.record().read().map(record -> adopt(folder, record));
    }

    private ProcessWorker adopt(WorkerFolder folder, WorkerRecord record) {
        Optional<WorkerResult> result = folder.result().read();
        if (result.isPresent()) {
            return ProcessWorker.ended(folder.id(), result.get());
        }
        try {
            return begin(folder, record, Place.wanted(places));
        } catch (IOException e) {
            throw WorkerException.of(Failures.of(e), e);
        }
    }

    private ProcessWorker begin(WorkerFolder folder, WorkerRecord record, Place place) throws IOException {
        WorkerLease lease = lease(folder);
        ProcessWorker worker = ProcessWorker.running(folder.id(), record.space());
        known.put(folder.id(), worker);
        AttemptContext.Run run = new AttemptContext.Run(settings, folder, record, timer);
        Threads.start("worker-" + folder.id(), new WorkerDriver(run, worker, lease, place));
        return worker;
    }

    private static WorkerLease lease(WorkerFolder folder) throws IOException {
        return WorkerLease.take(folder.path())
                .orElseThrow(
                        () -> Failures.of(
                                Kind.WORKSPACE,
                                "worker [" + folder.id()
                                        + "] is held by another runtime; expected one runtime for a worker; close that one first"));
    }

    /** Ends the worker, forgets it, and removes what is left of it. */
    void remove(WorkerId id) {
        find(id).ifPresent(worker -> {
            worker.cancel(settings.grace());
            Poll.until(settings.grace().plus(LAST_STEPS), worker::isEnded);
        });
        try {
            for (Path gone : detach(id)) {
                FolderRemoval.remove(gone);
            }
        } catch (IOException e) {
            String message =
                    "worker [" + id + "] can't be removed: " + e + "; expected files of this user; remove them by hand";
            throw WorkerException.of(WorkerFailure.of(Kind.WORKSPACE, message), e);
        }
    }

    private synchronized Optional<ProcessWorker> find(WorkerId id) {
        return Optional.ofNullable(known.get(id));
    }

    private synchronized List<Path> detach(WorkerId id) throws IOException {
        known.remove(id);
        WorkerFolder folder = settings.root().folder(id);
        if (!folder.exists()) {
            return List.of();
        }
        WorkerLease lease = lease(folder);
        try (lease) {
            WorkerDriver.endTree(settings, folder, Duration.ZERO);
            return settings.root().detach(folder);
        }
    }

    void close() {
        List<ProcessWorker> running = abandon();
        Poll.until(settings.grace().plus(LAST_STEPS), () -> running.stream().allMatch(ProcessWorker::isEnded));
        timer.shutdownNow();
    }

    private synchronized List<ProcessWorker> abandon() {
        closed = true;
        List<ProcessWorker> running =
                known.values().stream().filter(worker -> !worker.isEnded()).toList();
        running.forEach(worker -> worker.abandon(settings.grace()));
        return running;
    }
}
