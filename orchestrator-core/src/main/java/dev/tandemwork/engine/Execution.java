package dev.tandemwork.engine;

import dev.tandemwork.budget.Money;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.record.Journal;
import dev.tandemwork.internal.record.NodeRecord;
import dev.tandemwork.internal.record.Replay;
import dev.tandemwork.internal.schedule.Permits;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run in this process: what its fibers share. */
final class Execution<O> implements Run<O> {
    private static final Duration ALWAYS = Duration.ofDays(1);

    private final Engine engine;
    private final RunOptions options;
    private final @Nullable RunLog log;
    private final @Nullable Journal journal;
    private final Replay replay;
    private final EventHub hub;
    private final Questions questions = new Questions(this);
    private final List<NodePath> cancelled = new CopyOnWriteArrayList<>();
    private final Set<Suspension> backoffs = ConcurrentHashMap.newKeySet();
    private final Standing<O> standing = new Standing<>();
    private final Fiber root;
    private volatile boolean draining;
    private volatile @Nullable Failure halted;
    private final Failure closed;

    Execution(Engine engine, RunOptions options, Program program, @Nullable RunLog log, Replay replay) {
        this.engine = engine;
        this.options = options;
        this.closed = Failure.of(
                Failure.Reason.ENGINE, NodePath.root(), "run [" + options.id() + "] was closed; resume it to go on");
        this.log = log;
        this.replay = replay;
        this.hub = engine.hub(options.id(), log);
        this.journal = log == null ? null : Journal.on(log, engine::execute, engine.timers(), hub::record);
        BudgetAccount account = account(null, NodePath.root(), options.budget().orElse(null));
        this.root = new Fiber(this, null, "", NodePath.root(), program.root(), account);
        replay.cancelled().forEach(entry -> cancelled.add(entry.path()));
        options.listeners().forEach(hub::listen);
    }

    /** Begins, and has the engine know of this run until it has ended. */
    Execution<O> begin(Object input, JournalEntry.@Nullable RunStarted first) {
        if (journal != null && first != null) {
            journal.appendAndWait(first);
        }
        engine.track(this);
        if (replay.end() instanceof JournalEntry.RunFailed before) {
            ended(new Branch.Failed<>("", before.failure()));
            return this;
        }
        if (replay.end() == null && isCancelled(NodePath.root())) {
            root.cancel(replay.cancelled().get(0).reason());
        }
        root.begin(input, false);
        return this;
    }

    /** Returns what {@code path} may spend, of which some may be spent already. */
    BudgetAccount account(@Nullable BudgetAccount outer, NodePath path, @Nullable Money limit) {
        return new BudgetAccount(outer, path, limit, replay.spentIn(path));
    }

    void execute(Runnable task) {
        engine.execute(task);
    }

    double chance() {
        return engine.chance();
    }

    Timers timers() {
        return engine.timers();
    }

    /** Returns the time, as exactly as the journal keeps it. */
    Instant now() {
        return engine.now();
    }

    Permits mutexes() {
        return engine.mutexes();
    }

    Permits slots() {
        return engine.slots();
    }

    ResultCache cache() {
        return engine.cache();
    }

    Replay replay() {
        return replay;
    }

    Questions questionsAsked() {
        return questions;
    }

    @Nullable
    Journal journal() {
        return journal;
    }

    boolean isJournalled() {
        return journal != null;
    }

    /** Has {@code entry} recorded before what is recorded after it; not at all once the run is halted. */
    void recordLater(JournalEntry entry) {
        if (journal == null || halted != null) {
            return;
        }
        try {
            journal.appendLater(entry);
        } catch (RunStoreException lost) {
            halt(Failures.of(entry.path(), lost));
        }
    }

    /** Records that a fiber has ended because somebody has cancelled it, unless the journal has that. */
    void recordCancelledEnd(NodePath path, String reason) {
        NodeRecord record = replay.at(path);
        if (path.parent() != null && (record == null || record.cancelled() == null)) {
            recordLater(new JournalEntry.BranchCancelled(now(), path, reason));
        } else if (path.parent() == null && !isCancelled(path)) {
            recordLater(new JournalEntry.Cancelled(now(), path, reason));
        }
    }

    void show(Supplier<RunEvent> event) {
        hub.show(event);
    }

    /** Returns whether what ends now was ended with the run, and will be gone on with. */
    boolean isHalted() {
        return halted != null;
    }

    boolean isDraining() {
        return draining;
    }

    boolean isCancelled(NodePath path) {
        return !cancelled.isEmpty() && cancelled.stream().anyMatch(path::isAtOrUnder);
    }

    void busy(int delta) {
        standing.busy(delta);
    }

    void rest() {
        busy(-1);
    }

    void wake() {
        busy(1);
    }

    /** Leaves {@code fiber} for good, as far as this process is concerned. */
    boolean park(Fiber fiber, NodePath at) {
        fiber.suspend(() -> true, new Suspension(fiber, at, this::wake));
        rest();
        return false;
    }

    /** Leaves {@code fiber} until {@code wait} is over, or the run is drained. */
    void backOff(Suspension suspension, Duration wait) {
        backoffs.add(suspension);
        timers().after(wait, () -> endBackoff(suspension));
        if (draining || suspension.isTaken()) {
            endBackoff(suspension);
        }
    }

    private void endBackoff(Suspension suspension) {
        if (backoffs.remove(suspension)) {
            suspension.grant();
        }
    }

    /** Ends the run without a record of it, so that it can be resumed. */
    void halt(Failure why) {
        if (setHalted(why)) {
            root.cancel(why.message());
        }
    }

    private synchronized boolean setHalted(Failure why) {
        if (halted != null) {
            return false;
        }
        halted = why;
        return true;
    }

    void ended(Branch<Object> end) {
        JournalEntry last = halted == null && replay.end() == null ? entryOf(end) : null;
        if (last == null || isRecorded(last, () -> conclude(end))) {
            conclude(end);
        }
    }

    private @Nullable JournalEntry entryOf(Branch<Object> end) {
        if (end instanceof Branch.Failed<?> failed) {
            return new JournalEntry.RunFailed(now(), failed.failure());
        }
        return end instanceof Branch.Completed ? new JournalEntry.RunCompleted(now()) : null;
    }

    /** Returns whether {@code last} is recorded, or never will be; if not, {@code later} is called then. */
    private boolean isRecorded(JournalEntry last, Runnable later) {
        if (journal == null) {
            return true;
        }
        try {
            return journal.append(last, lost -> {
                haltIf(lost);
                execute(later);
            });
        } catch (RunStoreException lost) {
            haltIf(lost);
            return true;
        }
    }

    private void haltIf(@Nullable RunStoreException lost) {
        if (lost != null) {
            halt(Failures.of(NodePath.root(), lost));
        }
    }

    private void conclude(Branch<Object> end) {
        Failure why = halted;
        Outcome<O> result = why == null ? outcomeOf(end) : haltedBy(why);
        Failure unclosed = closeLog();
        hub.complete();
        standing.end(unclosed == null ? result : new Outcome.Failed<>(unclosed));
        engine.forget(this);
    }

    private Outcome<O> haltedBy(Failure why) {
        return why.equals(closed) ? new Outcome.Parked<>(List.of()) : new Outcome.Failed<>(why);
    }

    /** Gives the writer's place back, after everything that was left to be recorded. */
    private @Nullable Failure closeLog() {
        if (journal == null || log == null) {
            return null;
        }
        try {
            journal.flush();
            journal.close();
            closeWriter(journal, log);
            RunStoreException lost = halted == null ? journal.failure() : null;
            return lost == null ? null : Failures.of(NodePath.root(), lost);
        } catch (RuntimeException | Error refused) {
            return Failures.of(Failure.Reason.STORE, NodePath.root(), refused);
        }
    }

    /** Who is in a log that hangs may hold what its close needs. */
    private void closeWriter(Journal writer, RunLog place) {
        if (writer.hangs()) {
            execute(place::close);
        } else {
            place.close();
        }
    }

    private Outcome<O> outcomeOf(Branch<Object> end) {
        return end.fold(
                done -> completed(done.value()),
                failed -> new Outcome.Failed<>(failed.failure()),
                stopped -> new Outcome.Cancelled<>(stopped.reason()),
                skipped -> new Outcome.Cancelled<>("skipped"));
    }

    @SuppressWarnings("unchecked")
    private static <O> Outcome<O> completed(@Nullable Object value) {
        return new Outcome.Completed<>((O) Objects.requireNonNull(value));
    }

    @Override
    public RunId id() {
        return options.id();
    }

    @Override
    public Outcome<O> await() throws InterruptedException {
        Optional<Outcome<O>> stand = Optional.empty();
        while (stand.isEmpty()) {
            stand = await(ALWAYS);
        }
        return stand.get();
    }

    @Override
    public Optional<Outcome<O>> await(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        Outcome<O> stand;
        do {
            left = standing.awaitRest(left);
            stand = stand();
        } while (stand == null && left > 0);
        return Optional.ofNullable(stand);
    }

    /** Returns how the run stands; null if it goes on. One that rested may, since it was answered meanwhile. */
    private @Nullable Outcome<O> stand() {
        Outcome<O> end = standing.outcome();
        if (end != null || standing.isBusy()) {
            return end;
        }
        if (journal != null) {
            journal.flush();
        }
        List<Question> open = questions();
        return standing.isBusy() ? null : new Outcome.Parked<>(open);
    }

    @Override
    public List<Question> questions() {
        return questions.list();
    }

    @Override
    public void answer(NodePath question, Object answer, String by) {
        questions.answer(question, answer, by);
    }

    @Override
    public void answerJson(NodePath question, String json, String by) {
        questions.answerJson(question, json, by);
    }

    @Override
    public void cancel(String reason) {
        cancel(NodePath.root(), reason);
    }

    @Override
    public boolean cancel(NodePath path, String reason) {
        cancelled.add(path);
        recordLater(new JournalEntry.Cancelled(now(), path, reason));
        return root.cancel(path, reason);
    }

    @Override
    public void drain() {
        draining = true;
        backoffs.forEach(this::endBackoff);
        questions.rest();
    }

    @Override
    public Flow.Publisher<RunEvent> events() {
        return hub.live();
    }

    @Override
    public Flow.Publisher<RunEvent> events(long sequence) {
        return hub.from(sequence);
    }

    @Override
    public void close() {
        letGo();
        standing.awaitEnd();
    }

    /** Ends what runs, and waits for nothing. */
    void letGo() {
        halt(closed);
    }
}
