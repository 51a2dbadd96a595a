package dev.tandemwork.engine;

import dev.tandemwork.CodecException;
import dev.tandemwork.ContractException;
import dev.tandemwork.TandemworkException;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.NodePolicies;
import dev.tandemwork.internal.record.Commit;
import dev.tandemwork.internal.record.Journal;
import dev.tandemwork.internal.record.NodeRecord;
import dev.tandemwork.internal.schedule.Permits;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.journal.RunStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node in a run, from the wait for its permits to the record of its result: attempt after attempt, until one succeeds or
 * none is left.
 */
final class NodeRun implements Commit {
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final Fiber fiber;
    private final Execution<?> run;
    private final CallOp op;
    private final NodePath path;
    private final Object input;
    private final Effects effects;
    private int attempt;

    /** What the attempts before this one have spent. */
    private Money spent;

    private long inputHash;
    private @Nullable String mutex;
    private boolean holdsSlot;
    private final Reservation reservation;
    private @Nullable String cacheKey;

    NodeRun(Fiber fiber, CallOp op, NodePath path, @Nullable NodeRecord record) {
        this.fiber = fiber;
        this.run = fiber.execution();
        this.op = op;
        this.path = path;
        this.input = fiber.value();
        this.reservation = new Reservation(fiber.account());
        this.effects = new Effects(run, path, record);
        this.attempt = record == null ? 1 : record.failedAttempts() + 1;
        this.spent = record == null ? Money.ZERO : record.spent();
    }

    Fiber fiber() {
        return fiber;
    }

    CallOp op() {
        return op;
    }

    NodePath path() {
        return path;
    }

    Object input() {
        return input;
    }

    int attempt() {
        return attempt;
    }

    Money spent() {
        return spent;
    }

    Reservation reservation() {
        return reservation;
    }

    Effects effects() {
        return effects;
    }

    boolean start() {
        if (fiber.isCancelled()) {
            return true;
        }
        try {
            inputHash = run.isJournalled() ? fiber.memo().hashOf(input, op.in()) : 0;
            cacheKey = run.cache().key(op, input);
        } catch (Throwable unfit) {
            return fail(unfit, Usage.NONE);
        }
        Object known = run.cache().find(op, cacheKey);
        return known != null ? complete(known, Usage.NONE, Duration.ZERO, BodyRun.NO_NOTES) : reserve();
    }

    private boolean reserve() {
        Money budget = op.policies().budget();
        if (budget == null) {
            return acquireMutex();
        }
        if (!budget.exceeds(spent)) {
            return fail(BudgetException.spent(op.name(), spent, budget), Usage.NONE);
        }
        Money wanted = budget.minus(spent);
        BudgetAccount refused = reservation.reserve(wanted);
        return refused == null ? acquireMutex() : fail(BudgetException.refused(op.name(), wanted, refused), Usage.NONE);
    }

    private boolean acquireMutex() {
        NodePolicies policies = op.policies();
        var key = policies.mutex();
        if (key == null) {
            return acquireSlot();
        }
        String wanted;
        try {
            wanted = Keys.require(key.apply(input), "mutex of node " + op.name());
        } catch (Throwable broken) {
            return fail(broken, Usage.NONE);
        }
        return acquire(run.mutexes(), wanted, "mutex " + wanted, () -> {
            mutex = wanted;
            return acquireSlot();
        });
    }

    private boolean acquireSlot() {
        String pool = op.policies().slots();
        if (pool == null) {
            return perform();
        }
        return acquire(run.slots(), pool, "a slot of " + pool, () -> {
            holdsSlot = true;
            return perform();
        });
    }

    private boolean acquire(Permits permits, String key, String what, Resumable then) {
        Suspension suspension = new Suspension(fiber, path);
        fiber.suspend(() -> suspension.isGranted() ? then.resume() : letGo(), suspension);
        if (!permits.acquire(key, suspension::grant)) {
            Instant since = run.now();
            run.show(() -> new RunEvent.Waiting(path, "for " + what, since));
            return false;
        }
        if (!suspension.withdraw()) {
            permits.release(key);
            return false;
        }
        fiber.goOn();
        return then.resume();
    }

    private boolean perform() {
        if (fiber.isCancelled()) {
            return letGo();
        }
        if (run.isDraining()) {
            letGo();
            return run.park(fiber, path);
        }
        run.show(() -> new RunEvent.NodeStarted(path, attempt));
        BodyRun body = new BodyRun(this);
        return body.perform() && settle(body);
    }

    /** Goes on with a fiber whose body was left behind. */
    void abandon(BodyRun body) {
        fiber.suspend(() -> settle(body));
        fiber.dispatch();
    }

    private boolean settle(BodyRun body) {
        letGo();
        Throwable cause = body.failure();
        if (cause == null) {
            return complete(body.result(), body.usage(), body.took(), body.notes());
        }
        return fiber.isCancelled() || fail(cause, body.usage());
    }

    private boolean letGo() {
        if (mutex != null) {
            run.mutexes().release(mutex);
            mutex = null;
        }
        if (holdsSlot) {
            run.slots().release(Objects.requireNonNull(op.policies().slots()));
            holdsSlot = false;
        }
        if (op.policies().budget() != null) {
            reservation.release();
        }
        return true;
    }

    private boolean complete(@Nullable Object result, Usage usage, Duration took, List<String> notes) {
        if (!op.outClass().isInstance(result)) {
            return fail(
                    ContractException.of(
                            "node " + op.name(),
                            "returned " + describe(result) + "; expected a "
                                    + op.outClass().getSimpleName() + ", never null",
                            null),
                    usage);
        }
        run.cache().keep(op, cacheKey, result);
        Journal journal = run.journal();
        return journal == null ? succeeded(result) : record(journal, result, usage, took, notes);
    }

    private boolean record(Journal journal, Object result, Usage usage, Duration took, List<String> notes) {
        byte[] json;
        try {
            json = op.out().encode(result);
        } catch (CodecException unfit) {
            return fail(unfit, usage);
        }
        fiber.memo().remember(result, op.out(), json);
        return commit(
                journal,
                new JournalEntry.NodeCompleted(
                        run.now(), path, inputHash, Payload.of(json), usage, attempt, took, notes),
                () -> succeeded(result));
    }

    private boolean succeeded(Object result) {
        fiber.goOn();
        fiber.setValue(result);
        return true;
    }

    private boolean fail(Throwable cause, Usage usage) {
        letGo();
        if (cause instanceof RunStoreException) {
            fiber.halt(Failures.of(path, cause));
            return true;
        }
        Failure failure = Failures.of(path, cause);
        if (attempt < op.policies().retry().attempts() && isRetryable(cause)) {
            return tryAgain(failure, usage, waitAfter(cause));
        }
        Journal journal = run.journal();
        if (journal == null) {
            return failed(failure);
        }
        var entry = new JournalEntry.NodeFailed(run.now(), path, inputHash, attempt, failure, usage);
        return commit(journal, entry, () -> failed(failure));
    }

    private boolean isRetryable(Throwable cause) {
        try {
            return op.policies().retry().retryable().test(cause);
        } catch (Throwable broken) {
            return false;
        }
    }

    private boolean failed(Failure failure) {
        op.failed(fiber, path, failure);
        return true;
    }

    /** A provider that says when it is there again is not asked before, but for one that says nonsense. */
    private Duration waitAfter(Throwable cause) {
        Duration wait = op.policies().retry().backoff().after(attempt, run.chance());
        Duration asked = cause instanceof TandemworkException known ? until(known) : Duration.ZERO;
        return asked.compareTo(wait) > 0 ? asked : wait;
    }

    private Duration until(TandemworkException failure) {
        try {
            Instant latest = run.now().plus(LONGEST_ASKED);
            return failure.retryAt()
                    .map(at -> Duration.between(run.now(), at.isBefore(latest) ? at : latest))
                    .orElse(Duration.ZERO);
        } catch (RuntimeException broken) {
            return Duration.ZERO;
        }
    }

    private boolean tryAgain(Failure failure, Usage usage, Duration wait) {
        run.recordLater(new JournalEntry.AttemptFailed(run.now(), path, attempt, failure, usage));
        attempt++;
        spent = spent.plus(usage.cost());
        if (wait.isZero()) {
            fiber.suspend(this::start);
            fiber.dispatch();
            return false;
        }
        Instant since = run.now();
        run.show(() -> new RunEvent.Waiting(path, "for attempt " + attempt + " in " + wait, since));
        Suspension suspension = new Suspension(fiber, path);
        fiber.suspend(() -> suspension.isGranted() ? start() : letGo(), suspension);
        run.backOff(suspension, wait);
        return false;
    }

    private boolean commit(Journal journal, JournalEntry entry, Resumable then) {
        fiber.suspend(then);
        try {
            if (!journal.append(entry, this)) {
                return false;
            }
        } catch (RunStoreException lost) {
            fiber.goOn();
            fiber.halt(Failures.of(path, lost));
            return true;
        }
        fiber.goOn();
        return then.resume();
    }

    @Override
    public void settled(@Nullable RunStoreException lost) {
        if (lost != null) {
            fiber.halt(Failures.of(path, lost));
        }
        fiber.dispatch();
    }

    private static String describe(@Nullable Object result) {
        return result == null ? "null" : "a " + result.getClass().getName();
    }
}
