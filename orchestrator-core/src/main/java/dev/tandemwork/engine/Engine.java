package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Outline;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.internal.record.CheckedStore;
import dev.tandemwork.internal.record.EntryReader;
import dev.tandemwork.internal.record.Replay;
import dev.tandemwork.internal.schedule.Permits;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.internal.schedule.WorkCrew;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs graphs, many at a time.
 *
 * <pre>{@code
 * try (Engine engine = Engine.builder().store(FileRunStore.at(folder)).slots("workers", 4).build();
 *         Run<Report> run = engine.start(graph, plan)) {
 *     Outcome<Report> outcome = run.await();
 * }
 * }</pre>
 *
 * <p>With a store, each node's result is durable before anything that follows from it begins, and a run goes on where it
 * was after any crash. Without one, runs are kept in memory only and gone with the process.
 *
 * <p>Safe for use by many threads.
 */
public final class Engine implements AutoCloseable {
    private final @Nullable RunStore store;
    private final Map<String, Integer> pools;
    private final Timers timers;
    private final Executor executor;
    private final DoubleSupplier chance;
    private final Permits slots;
    private final Permits mutexes = Permits.exclusive();
    private final ResultCache cache;
    private final Programs programs = new Programs();
    private final Set<Execution<?>> running = ConcurrentHashMap.newKeySet();
    private final Runnable onClose;

    private Engine(Builder builder) {
        this.store = builder.store == null ? null : CheckedStore.around(builder.store);
        this.pools = Map.copyOf(builder.pools);
        this.timers = builder.timers == null ? Timers.system() : builder.timers;
        this.chance = builder.chance;
        this.cache = new ResultCache(timers);
        this.slots = Permits.pools(pools);
        if (builder.executor == null) {
            WorkCrew crew = WorkCrew.start(timers);
            this.executor = crew;
            this.onClose = crew::close;
        } else {
            this.executor = builder.executor;
            this.onClose = () -> {};
        }
    }

    /** Returns a builder of an engine that keeps its runs in memory only. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a run with a name that no other has; otherwise as {@link #start(Graph, Object, RunOptions)}. */
    public <I, O> Run<O> start(Graph<I, O> graph, I input) {
        return start(graph, input, RunOptions.unnamed());
    }

    /**
     * Starts a run. One whose process died before anything was recorded is started as if it had never been.
     *
     * @throws EngineException if a node needs slots of a pool that this engine does not have
     * @throws RunStoreException if the store can't keep it, or has a run of that name
     */
    public <I, O> Run<O> start(Graph<I, O> graph, I input, RunOptions options) {
        Program program = compile(graph);
        if (store == null) {
            return new Execution<O>(this, options, program, null, Replay.nothing()).begin(input, null);
        }
        Payload payload = Payload.of(Codec.of(graph.inputType()).encode(input));
        var first = new JournalEntry.RunStarted(now(), program.fingerprint(), payload, Optional.empty());
        return begin(options, program, place(store, options.id()), input, first);
    }

    private static RunLog place(RunStore store, RunId run) {
        try {
            return store.create(run);
        } catch (RunStoreException taken) {
            if (taken.kind() != RunStoreException.Kind.EXISTS
                    || !store.read(run).isEmpty()) {
                throw taken;
            }
        }
        return requireEmpty(store.open(run));
    }

    /** Another process may have begun the run meanwhile. */
    private static RunLog requireEmpty(RunLog log) {
        if (log.records().isEmpty()) {
            return log;
        }
        log.close();
        throw RunStoreException.of(
                RunStoreException.Kind.EXISTS,
                "run [" + log.run() + "] was begun by another process; expected a new name; choose another, or resume "
                        + "that run",
                null);
    }

    private <O> Run<O> begin(
            RunOptions options, Program program, RunLog log, Object input, JournalEntry.RunStarted first) {
        try {
            return new Execution<O>(this, options, program, log, Replay.nothing()).begin(input, first);
        } catch (RuntimeException | Error refused) {
            log.close();
            throw refused;
        }
    }

    /**
     * Goes on with a run: what is in the journal is taken from there, and the rest is done. A run that has ended ends
     * again, the same way.
     *
     * @param options the run's name, and how it is run from now on
     * @throws RunStoreException if there is no such run, another process is at it, or its journal can't be read
     */
    public <I, O> Run<O> resume(Graph<I, O> graph, RunOptions options) {
        Program program = compile(graph);
        RunLog log = requireStore().open(options.id());
        try {
            List<JournalEntry> entries = entries(log);
            Object input = input(graph, new RunHistory(options.id(), entries));
            return new Execution<O>(this, options, program, log, Replay.of(entries)).begin(input, null);
        } catch (RuntimeException | Error refused) {
            log.close();
            throw refused;
        }
    }

    /**
     * Starts a run that has all of another one's results but those at {@code path} and those that follow from it.
     *
     * @param from the other run, which stays as it is
     * @param path what is to be done anew
     * @param options the new run's name, and how it is run
     * @throws EngineException if the other run or the graph has no such path
     * @throws RunStoreException if there is no such run, or there is one of the new name
     */
    public <I, O> Run<O> fork(Graph<I, O> graph, RunId from, NodePath path, RunOptions options) {
        String fingerprint = compile(graph).fingerprint();
        Forking taken = Forking.at(path, RunHistory.read(requireStore(), from), Outline.of(graph));
        RunLog created = requireStore().create(options.id());
        try (RunLog log = created) {
            taken.copy(log, now(), fingerprint);
        } catch (RuntimeException refused) {
            requireStore().delete(options.id());
            throw refused;
        }
        return resume(graph, options);
    }

    /** Ends what runs, as {@link Run#close()} does, and lets go of the threads. The store stays open. */
    @Override
    public void close() {
        running.forEach(Execution::letGo);
        running.forEach(Execution::close);
        onClose.run();
        timers.close();
    }

    private Program compile(Graph<?, ?> graph) {
        Program program = programs.of(graph);
        for (String pool : program.pools()) {
            if (!pools.containsKey(pool)) {
                throw EngineException.of(
                        "engine has no slots of the pool [" + pool + "], which a node needs; expected one of "
                                + pools.keySet() + ": add slots(\"" + pool + "\", n) to its builder");
            }
        }
        return program;
    }

    private RunStore requireStore() {
        if (store == null) {
            throw EngineException.of(
                    "engine has no store, so that there is nothing to go on from; give its builder one");
        }
        return store;
    }

    private static List<JournalEntry> entries(RunLog log) {
        return EntryReader.of(log.run(), log::blob).readAll(log.records());
    }

    private static Object input(Graph<?, ?> graph, RunHistory history) {
        return Objects.requireNonNull(
                Codec.of(graph.inputType()).decode(history.started().input().bytes()));
    }

    EventHub hub(RunId run, @Nullable RunLog log) {
        long recorded = log == null ? 0 : log.records().size();
        return new EventHub(executor, recorded, sequence -> history(run, sequence));
    }

    private List<RunEvent> history(RunId run, long from) {
        List<JournalEntry> entries = RunHistory.read(requireStore(), run).entries();
        List<RunEvent> events = new ArrayList<>();
        for (int i = (int) from; i < entries.size(); i++) {
            events.add(new RunEvent.Recorded(i, entries.get(i)));
        }
        return events;
    }

    void track(Execution<?> run) {
        running.add(run);
    }

    void forget(Execution<?> run) {
        running.remove(run);
    }

    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Returns the time, as exactly as the journal keeps it. */
    Instant now() {
        return Instant.ofEpochMilli(timers.now().toEpochMilli());
    }

    /** Returns a number from 0 to 1, by which a backoff is shortened. */
    double chance() {
        return chance.getAsDouble();
    }

    Timers timers() {
        return timers;
    }

    Permits slots() {
        return slots;
    }

    Permits mutexes() {
        return mutexes;
    }

    ResultCache cache() {
        return cache;
    }

    /** Builds an engine. */
    public static final class Builder {
        private final Map<String, Integer> pools = new HashMap<>();
        private @Nullable RunStore store;
        private @Nullable Executor executor;
        private @Nullable Timers timers;
        private DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();

        private Builder() {}

        /** Keeps the journals of runs in {@code store}, which stays the caller's to close. */
        public Builder store(RunStore keeper) {
            store = Objects.requireNonNull(keeper, "store");
            return this;
        }

        /** Gives out {@code count} slots of {@code pool} to the nodes that need them. */
        public Builder slots(String pool, int count) {
            if (count < 1) {
                throw new IllegalArgumentException("pool [" + pool + "] has " + count + " slots; expected 1 or more");
            }
            pools.put(pool, count);
            return this;
        }

        /** Runs fibers by another executor and time: for tests. */
        Builder scheduling(Executor by, Timers time) {
            executor = by;
            timers = time;
            return this;
        }

        /** Takes chance from elsewhere: for tests that are to go the same way twice. */
        Builder chance(DoubleSupplier numbers) {
            chance = numbers;
            return this;
        }

        /** Returns the engine. */
        public Engine build() {
            return new Engine(this);
        }
    }
}
