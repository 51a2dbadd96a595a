package dev.tandemwork.engine;

import dev.tandemwork.ContractException;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.NodePolicies;
import dev.tandemwork.graph.NodeTimeoutException;
import dev.tandemwork.graph.ScriptContext;
import dev.tandemwork.internal.guard.SpiGuard;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.journal.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a node's body, by the thread that runs its fiber.
 *
 * <p>To stop it is to tell it, to interrupt its thread, and to leave both behind when the grace is over: the fiber goes on
 * with another thread then, and whatever the body still returns is not used. {@code this} guards the fields, and is never
 * held while code of the user is called.
 */
final class BodyRun implements ScriptContext, Activity {
    static final List<String> NO_NOTES = List.of();

    private final NodeRun node;
    private final Execution<?> run;
    private final Thread thread = Thread.currentThread();
    private final long began;
    private volatile long lastSign;
    private long ended;
    private boolean done;
    private boolean abandoned;
    private @Nullable Throwable stopCause;
    private @Nullable Throwable thrown;
    private @Nullable Object result;
    private Usage usage = Usage.NONE;
    private List<String> notes = NO_NOTES;
    private List<Runnable> onCancel = List.of();
    private List<Timers.Timer> timers = List.of();
    private Timers.Timer ownLimit = () -> {};
    private volatile @Nullable Instant waitingSince;

    BodyRun(NodeRun node) {
        this.node = node;
        this.run = node.fiber().execution();
        this.began = run.timers().nanoTime();
        this.lastSign = began;
    }

    /** Calls the body; returns whether the fiber is still this thread's. */
    boolean perform() {
        node.fiber().setActivity(this);
        watch();
        try {
            result = node.op().body().apply(node.input(), this);
        } catch (Throwable failure) {
            thrown = failure;
        }
        boolean isMine = end();
        Thread.interrupted();
        return isMine;
    }

    private void watch() {
        NodePolicies policies = node.op().policies();
        Duration hard = policies.timeout();
        if (hard != null) {
            watch(limit(hard));
        }
        Duration idle = policies.idleTimeout();
        if (idle != null) {
            watchSilence(idle, idle);
        }
    }

    private void watchSilence(Duration limit, Duration wait) {
        watch(run.timers().after(wait, () -> {
            Duration silent = Duration.ofNanos(run.timers().nanoTime() - lastSign);
            if (silent.compareTo(limit) >= 0) {
                stop(NodeTimeoutException.idle(node.op().name(), limit, SpiGuard.callOf(thread)));
            } else {
                watchSilence(limit, limit.minus(silent));
            }
        }));
    }

    private synchronized void watch(Timers.Timer timer) {
        if (done) {
            timer.cancel();
            return;
        }
        timers = new ArrayList<>(timers);
        timers.add(timer);
    }

    private synchronized boolean end() {
        if (abandoned) {
            return false;
        }
        done = true;
        ended = run.timers().nanoTime();
        timers.forEach(Timers.Timer::cancel);
        return true;
    }

    @Override
    public void cancel(String reason) {
        stop(new CancellationException(reason));
    }

    private void stop(Throwable cause) {
        List<Runnable> actions;
        synchronized (this) {
            if (done || stopCause != null) {
                return;
            }
            stopCause = cause;
            actions = onCancel;
            thread.interrupt();
        }
        actions.forEach(run::execute);
        watch(run.timers().after(node.op().policies().grace(), this::abandon));
    }

    private void abandon() {
        synchronized (this) {
            if (done) {
                return;
            }
            done = true;
            abandoned = true;
            ended = run.timers().nanoTime();
        }
        run.show(() -> new RunEvent.Abandoned(path(), thread.getName()));
        node.abandon(this);
    }

    /** Returns why there is no result; null if there is one. A result that came in time to be kept is kept. */
    synchronized @Nullable Throwable failure() {
        boolean cancelled = stopCause instanceof CancellationException;
        if (stopCause != null && !cancelled) {
            return stopCause;
        }
        return cancelled && abandoned ? stopCause : thrown;
    }

    synchronized @Nullable Object result() {
        return result;
    }

    synchronized Usage usage() {
        return usage;
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    Duration took() {
        return Duration.ofNanos(ended - began);
    }

    @Override
    public RunId run() {
        return run.id();
    }

    @Override
    public NodePath path() {
        return node.path();
    }

    @Override
    public int attempt() {
        return node.attempt();
    }

    @Override
    public void progress() {
        lastSign = run.timers().nanoTime();
        waitingSince = null;
    }

    @Override
    public void limitTime(Duration time) {
        Timers.Timer timer = limit(time);
        watch(timer);
        synchronized (this) {
            ownLimit.cancel();
            ownLimit = timer;
        }
    }

    private Timers.Timer limit(Duration time) {
        return run.timers().after(time, () -> stop(tooLong(time)));
    }

    private NodeTimeoutException tooLong(Duration limit) {
        return NodeTimeoutException.hard(node.op().name(), limit, SpiGuard.callOf(thread));
    }

    @Override
    public void log(String line) {
        progress();
        run.show(() -> new RunEvent.Line(path(), line));
    }

    @Override
    public void waits(String reason) {
        Instant before = waitingSince;
        Instant since = before == null ? run.now() : before;
        progress();
        waitingSince = since;
        run.show(() -> new RunEvent.Waiting(path(), reason, since));
    }

    @Override
    public synchronized void note(String line) {
        notes = new ArrayList<>(notes);
        notes.add(line);
    }

    @Override
    public void spend(Usage used) {
        progress();
        Usage total = count(used);
        run.show(() -> new RunEvent.Spent(path(), total));
        BudgetAccount overdrawn = node.reservation().spend(used.cost());
        if (overdrawn != null) {
            stop(BudgetException.overdrawn(node.op().name(), overdrawn));
        } else {
            stopIfOverOwnBudget();
        }
    }

    private synchronized Usage count(Usage used) {
        usage = usage.plus(used);
        return usage;
    }

    private void stopIfOverOwnBudget() {
        Money own = node.op().policies().budget();
        if (own == null) {
            return;
        }
        Money total = node.spent().plus(usage().cost());
        if (total.exceeds(own)) {
            stop(BudgetException.spent(node.op().name(), total, own));
        }
    }

    @Override
    public synchronized boolean isCancelled() {
        return stopCause != null;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (stopCause == null) {
                onCancel = new ArrayList<>(onCancel);
                onCancel.add(action);
                return;
            }
        }
        run.execute(action);
    }

    @Override
    public <T> T effect(String key, Class<T> type, Callable<Optional<T>> probe, Callable<T> act) throws Exception {
        requireMine();
        return node.effects().effect(key, type, probe, () -> mine(act.call()));
    }

    @Override
    public <T> T step(String name, Class<T> type, Callable<T> call) throws Exception {
        requireMine();
        return node.effects().step(name, type, () -> mine(call.call()));
    }

    /** Returns {@code made}, unless the body was left behind while it was made: another attempt may be at it by now. */
    private <T> T mine(T made) {
        requireMine();
        return made;
    }

    private synchronized void requireMine() {
        if (done) {
            throw ContractException.of(
                    "node " + node.op().name(),
                    "went on after it had ended or was left behind; end soon after an interrupt, and leave no thread "
                            + "behind",
                    null);
        }
    }
}
