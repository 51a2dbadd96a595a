package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.admission.Demand;
import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.admission.Waiter;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.warm.Prepared;
import dev.tandemwork.sysbox.internal.warm.Setup;
import dev.tandemwork.sysbox.internal.warm.WarmEvent;
import dev.tandemwork.sysbox.internal.warm.WarmPool;
import dev.tandemwork.sysbox.internal.warm.WarmRecipe;
import dev.tandemwork.task.Limits;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of one runtime, and the places they take. */
public final class SandboxPool {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxPool.class);
    private static final Duration LAST_STEPS = Duration.ofSeconds(60);

    private final Settings settings;
    private final Sandboxes sandboxes;
    private final Admission admission;
    private final WarmSandboxes warmth;
    private final WarmThreads warmThreads = new WarmThreads();
    private final WarmPool<String> warm;

    /** Guarded by this. */
    private final Map<WorkerId, SandboxWorker> known = new HashMap<>();

    /** Guarded by this: the sandboxes that are being removed. */
    private final Set<String> leaving = new HashSet<>();

    /** Guarded by this. */
    private final UnadoptedPlaces legacy;

    /** Guarded by this. */
    private boolean closed;

    private SandboxPool(
            Settings settings,
            Sandboxes sandboxes,
            Admission admission,
            UnadoptedPlaces legacy,
            Map<Limits, Integer> targets) {
        this.settings = settings;
        this.sandboxes = sandboxes;
        this.admission = admission;
        this.legacy = legacy;
        this.warmth = new WarmSandboxes(sandboxes, settings);
        this.warm = WarmPool.open(setup(), recipes(targets), List.of());
    }

    /**
     * Returns a pool that keeps so many sandboxes of these limits warm. Those that another process kept warm are removed;
     * its workers have their places from the start, whoever adopts them.
     */
    public static SandboxPool open(
            Settings settings, Sandboxes sandboxes, Admission admission, Map<Limits, Integer> targets) {
        Set<String> used = settings.root().sandboxes();
        sandboxes.names().stream()
                .filter(name -> name.startsWith(WarmSandboxes.PREFIX) && !used.contains(name))
                .forEach(sandboxes::remove);
        UnadoptedPlaces legacy = UnadoptedPlaces.of(settings.root(), admission);
        legacy.releaseEnded(sandboxes.running());
        return new SandboxPool(settings, sandboxes, admission, legacy, targets);
    }

    private Setup<String> setup() {
        return new Setup<>(
                admission, warmth, warmth, warmThreads, settings.timers(), Setup.Bounds.DEFAULT, SandboxPool::tell);
    }

    /** What fails is tried again, but nobody asks for it, so that nobody else would hear of it. */
    private static void tell(WarmEvent event) {
        if (event instanceof WarmEvent.StartFailed || event instanceof WarmEvent.RemovalFailed) {
            LOG.warn("warm sandboxes: {}", event);
            return;
        }
        LOG.debug("warm sandboxes: {}", event);
    }

    private Map<WarmRecipe, Integer> recipes(Map<Limits, Integer> targets) {
        Map<WarmRecipe, Integer> recipes = new HashMap<>();
        targets.forEach((limits, count) -> recipes.put(warmth.recipe(limits), count));
        return recipes;
    }

    /** Returns how many more workers with default limits there is room for. */
    public Capacity capacity() {
        Limits typical = Limits.defaults();
        return admission.capacity(Demand.of("a worker", typical.memoryBytes(), typical.cpus()));
    }

    /** Returns how many sandboxes wait for a task. */
    public int warm() {
        return warm.ready().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Starts a worker once there is room for it, or adopts the one of that name. */
    public Worker start(WorkerSpec spec, Consumer<Waiting> listener) throws InterruptedException {
        Optional<SandboxWorker> there = known(spec.id());
        if (there.isPresent()) {
            return there.get();
        }
        Optional<Prepared<String>> prepared = claimWarm(spec);
        Place place = prepared.isPresent()
                ? Place.ofStarted(prepared.get().reservation())
                : awaitPlace(spec, waiter -> listener.accept(new Waiting(waiter.describe())));
        return startInPlace(spec, prepared.map(Prepared::worker), place);
    }

    /** A worker that may go on in the sandbox of the attempt before needs no other. */
    private Optional<Prepared<String>> claimWarm(WorkerSpec spec) {
        if (spec.attempt().previous().isPresent()) {
            return Optional.empty();
        }
        Limits limits = spec.attempt().task().limits();
        return warm.claim(warmth.recipe(limits).key(), spec.id().value());
    }

    private Place awaitPlace(WorkerSpec spec, Consumer<Waiter> listener) throws InterruptedException {
        Demand demand = UnadoptedPlaces.demand(spec);
        Reservation share = admission.reserve(demand, listener);
        try {
            return new Place(share, Optional.of(admission.start(demand, listener)));
        } catch (InterruptedException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** The place is the worker's once it is begun, and given back otherwise. */
    private synchronized SandboxWorker startInPlace(WorkerSpec spec, Optional<String> sandbox, Place place) {
        boolean taken = false;
        try {
            Optional<SandboxWorker> there = known(spec.id());
            if (there.isPresent()) {
                return there.get();
            }
            WorkerFolder folder = settings.root().folder(spec.id());
            SandboxRecord record = record(spec, sandbox);
            folder.create(record);
            taken = true;
            sandbox.ifPresent(sandboxes::letGo);
            return begin(folder, record, place);
        } catch (IOException e) {
            throw unusable(spec.id(), e);
        } finally {
            if (!taken) {
                sandbox.ifPresent(warmth::discard);
                place.close();
            }
        }
    }

    private static WorkerException unusable(WorkerId id, IOException cause) {
        String message = "folder of worker [" + id + "] can't be made: " + cause + "; expected a disk with some room";
        return WorkerException.of(WorkerFailure.of(Kind.WORKSPACE, message), cause);
    }

    /**
     * Goes on in the sandbox of the attempt before, if that is there and nobody works in it, and with its conversation, if that
     * is there or was kept.
     */
    private SandboxRecord record(WorkerSpec spec, Optional<String> warm) {
        Optional<Attempt.Previous> previous = spec.attempt().previous();
        Optional<WorkerFolder> left = previous.map(worker -> settings.root().folder(worker.worker()));
        Optional<String> sandbox = left.flatMap(folder -> folder.record().read())
                .map(SandboxRecord::sandbox)
                .filter(this::isFree);
        boolean remembers = sandbox.isPresent()
                || left.filter(WorkerFolder::keepsConversation).isPresent();
        Optional<SessionId> session = previous.filter(worker -> remembers).flatMap(Attempt.Previous::session);
        Usage spent =
                session.flatMap(known -> left).map(WorkerFolder::spentInSession).orElse(Usage.NONE);
        String name = sandbox.or(() -> warm).orElse(spec.id().value());
        return new SandboxRecord(spec, name, sandbox.isPresent(), session, spent);
    }

    private boolean isFree(String sandbox) {
        return !leaving.contains(sandbox)
                && known.values().stream().noneMatch(worker -> worker.works(sandbox))
                && sandboxes.exists(sandbox);
    }

    /** Returns the worker of that name, if there is one. */
    public Optional<Worker> adopt(WorkerId id) {
        return known(id).map(Worker.class::cast);
    }

    private synchronized Optional<SandboxWorker> known(WorkerId id) {
        if (closed) {
            throw WorkerException.of(
                    WorkerFailure.of(Kind.LOST, "sysbox runtime is closed; expected an open one; build another"));
        }
        SandboxWorker worker = known.get(id);
        if (worker != null) {
            return Optional.of(worker);
        }
        WorkerFolder folder = settings.root().folder(id);
        return folder.exists() ? folder.record().read().map(record -> adopt(folder, record)) : Optional.empty();
    }

    /** A worker that lives has its place, whether there is one free or not. */
    private SandboxWorker adopt(WorkerFolder folder, SandboxRecord record) {
        Optional<WorkerResult> result = folder.result().read();
        if (result.isPresent()) {
            return SandboxWorker.ended(folder.id(), result.get());
        }
        return begin(folder, record, Place.ofStarted(legacy.take(record.spec())));
    }

    private SandboxWorker begin(WorkerFolder folder, SandboxRecord record, Place place) {
        SandboxWorker worker = SandboxWorker.running(folder.id(), record.sandbox());
        known.put(folder.id(), worker);
        WorkerDriver driver = new WorkerDriver(settings, sandboxes, folder, record, worker, place);
        Daemon.start("worker-" + folder.id(), driver);
        return worker;
    }

    /** Returns the names of all workers. */
    public List<WorkerId> workers() {
        return settings.root().folders().stream().map(WorkerFolder::id).toList();
    }

    /** Ends the worker, forgets it, and removes what is left of it. */
    public void remove(WorkerId id) {
        find(id).ifPresent(worker -> {
            worker.cancel(Duration.ZERO);
            awaitEnd(worker);
        });
        detach(id);
    }

    private synchronized Optional<SandboxWorker> find(WorkerId id) {
        return Optional.ofNullable(known.get(id));
    }

    private static void awaitEnd(SandboxWorker worker) {
        try {
            worker.result().get(LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wait that can't fail has failed", e);
        }
    }

    /** Others start meanwhile: to remove a container with all that was pulled into it can take long. */
    private void detach(WorkerId id) {
        WorkerFolder folder = settings.root().folder(id);
        Optional<String> sandbox = forget(folder);
        try {
            sandbox.ifPresent(sandboxes::remove);
            settings.root().remove(folder);
        } catch (DockerException e) {
            throw WorkerException.of(
                    WorkerFailure.of(DockerFailures.kind(e), "worker [" + id + "] can't be removed: " + e.getMessage()),
                    e);
        } catch (IOException e) {
            throw unusable(id, e);
        } finally {
            sandbox.ifPresent(this::hasLeft);
        }
    }

    /** Returns the sandbox that is to be removed: one that no other worker has. */
    private synchronized Optional<String> forget(WorkerFolder folder) {
        known.remove(folder.id());
        legacy.release(folder.id());
        if (!folder.exists()) {
            return Optional.empty();
        }
        String sandbox = folder.record()
                .read()
                .map(SandboxRecord::sandbox)
                .orElse(folder.id().value());
        return settings.root().isShared(sandbox, folder) || !leaving.add(sandbox)
                ? Optional.empty()
                : Optional.of(sandbox);
    }

    private synchronized void hasLeft(String sandbox) {
        leaving.remove(sandbox);
    }

    /**
     * Leads workers in a running sandbox to their end that nobody leads and whose time is over, and ends what runs on in it
     * when all its workers have ended.
     */
    synchronized void tidy(String sandbox, ContainerState container) {
        List<WorkerFolder> open = settings.root().folders().stream()
                .filter(folder ->
                        isOf(folder, sandbox) && folder.result().read().isEmpty())
                .toList();
        if (closed) {
            return;
        }
        if (open.isEmpty() && settings.root().sandboxes().contains(sandbox)) {
            sandboxes.end(sandbox);
        }
        open.stream()
                .filter(folder -> !known.containsKey(folder.id()) && isOverdue(folder, container))
                .forEach(folder -> known(folder.id()));
    }

    /** Notes which sandboxes run. */
    synchronized void noteRunning(Set<String> names) {
        legacy.releaseEnded(names);
    }

    private static boolean isOf(WorkerFolder folder, String sandbox) {
        return folder.record()
                .read()
                .map(SandboxRecord::sandbox)
                .filter(sandbox::equals)
                .isPresent();
    }

    /** Who started this runtime again may just not have come to adopt it. */
    private boolean isOverdue(WorkerFolder folder, ContainerState container) {
        Optional<Instant> start = folder.started().read().or(container::startedAt);
        Optional<Duration> time = folder.record()
                .read()
                .map(record -> record.spec().attempt().task().limits().attemptTime());
        return start.isPresent()
                && time.map(start.get().plus(settings.times().orphan())::plus)
                        .filter(settings.timers().now()::isAfter)
                        .isPresent();
    }

    /** Removes a sandbox, unless a worker has come to have it. */
    void removeUnknown(String sandbox) {
        if (!sandboxes.inUse().contains(sandbox)) {
            sandboxes.remove(sandbox);
        }
    }

    /** Gives up all workers that run: their host has failed. */
    synchronized void lose(String why) {
        for (SandboxWorker worker : known.values()) {
            String message = "worker [" + worker.id() + "] is lost: " + why;
            worker.stop().ask(WorkerFailure.of(Kind.LOST, message), Duration.ZERO);
        }
    }

    /** Lets go of all workers, which go on; what was kept warm for them, or is being made so, is removed. */
    public void close() {
        warm.close();
        for (SandboxWorker worker : leave()) {
            awaitEnd(worker);
        }
        warmThreads.awaitIdle(LAST_STEPS);
    }

    private synchronized List<SandboxWorker> leave() {
        closed = true;
        List<SandboxWorker> running = known.values().stream()
                .filter(worker -> !worker.result().isDone())
                .toList();
        running.forEach(SandboxWorker::leave);
        return running;
    }
}
