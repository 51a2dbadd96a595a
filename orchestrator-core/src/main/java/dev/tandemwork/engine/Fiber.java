package dev.tandemwork.engine;

import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.record.NodeRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One strand of a run. At any time it is the business of one thread at most: of the worker that runs it, or of nobody while
 * it waits for what its {@link Activity} stands for. Only {@code activity} and {@code cancelReason} are read by others.
 */
final class Fiber implements Runnable {
    private static final Frame.Owner NOBODY = fiber -> {};

    private final Execution<?> run;
    private final NodePath path;
    private final @Nullable ForkRun fork;
    private final String key;
    private final Memo memo = new Memo();

    private Frame top;
    private Object value;
    private @Nullable Failure failure;
    private @Nullable Resumable pending;

    /** Whether something was done that the journal did not know, so that it knows nothing of what follows. */
    private boolean live;

    private volatile @Nullable Activity activity;
    private volatile @Nullable String cancelReason;

    /** Whether somebody has asked for this very fiber to be cancelled, or for what it was at. */
    private volatile boolean cancelledByName;

    /** Creates a fiber that is at the beginning of {@code block}; {@link #begin} gives it what it begins with. */
    Fiber(Execution<?> run, @Nullable ForkRun fork, String key, NodePath path, Block block, BudgetAccount account) {
        this.run = run;
        this.value = key;
        this.fork = fork;
        this.key = key;
        this.path = path;
        this.live = run.replay().isEmpty();
        this.top = new Frame(null, block, path, account, NOBODY);
    }

    void begin(Object input, boolean alreadyLive) {
        value = input;
        live |= alreadyLive;
        requireKnownSteps(top);
        dispatch();
    }

    void dispatch() {
        run.execute(this);
    }

    @Override
    public void run() {
        if (advanceOrHalt()) {
            finish();
        }
    }

    private boolean advanceOrHalt() {
        try {
            return advance();
        } catch (Throwable bug) {
            halt(Failures.bug(top.path, bug));
            return true;
        }
    }

    /** Returns whether the fiber has ended; if not, it is not this thread's any more. */
    private boolean advance() {
        Resumable resumed = pending;
        if (resumed != null) {
            goOn();
            if (!resumed.resume()) {
                return false;
            }
        }
        while (failure == null && cancelReason == null) {
            Frame frame = top;
            if (!frame.isDone()) {
                if (!frame.take().step(this)) {
                    return false;
                }
            } else if (frame.below == null) {
                return true;
            } else {
                top = frame.below;
                frame.leave(this);
            }
        }
        return true;
    }

    private void finish() {
        Branch<Object> end = end();
        if (cancelledByName && end instanceof Branch.Cancelled<?> stopped) {
            run.recordCancelledEnd(path, stopped.reason());
        }
        if (fork == null) {
            run.ended(end);
        } else {
            fork.ended(this, end);
        }
    }

    private Branch<Object> end() {
        Failure why = failure;
        if (why != null) {
            return new Branch.Failed<>(key, why);
        }
        String reason = cancelReason;
        return reason != null ? new Branch.Cancelled<>(key, reason) : new Branch.Completed<>(key, value);
    }

    /** Leaves the fiber to {@code suspension}; it is not this thread's any more, unless that can be withdrawn. */
    void suspend(Resumable then, Suspension suspension) {
        pending = then;
        setActivity(suspension);
    }

    /** Leaves the fiber to whoever calls {@link #dispatch}; nothing cancels that. */
    void suspend(Resumable then) {
        pending = then;
    }

    /** Takes a fiber back that was about to be left, or goes on with one that was. */
    void goOn() {
        pending = null;
        activity = null;
    }

    void setActivity(Activity next) {
        activity = next;
        String reason = cancelReason;
        if (reason != null) {
            next.cancel(reason);
        } else if (run.isCancelled(next.path())) {
            cancelByName(cancellation(next.path()));
        }
    }

    private static String cancellation(NodePath at) {
        return "[" + at + "] was cancelled";
    }

    void cancel(String reason) {
        if (cancelReason == null) {
            cancelReason = reason;
        }
        Activity current = activity;
        if (current != null) {
            current.cancel(reason);
        }
    }

    /** Cancels what is at {@code target} or under it, in this fiber and its branches; returns whether there was anything. */
    boolean cancel(NodePath target, String reason) {
        Activity current = activity;
        if (path.isAtOrUnder(target) || current != null && current.path().isAtOrUnder(target)) {
            cancelByName(reason);
            return true;
        }
        return current instanceof ForkRun branches && branches.cancel(target, reason);
    }

    void cancelByName(String reason) {
        cancelledByName = true;
        cancel(reason);
    }

    /** Ends the run without a record of it, and this fiber at once. */
    void halt(Failure why) {
        run.halt(why);
        cancel(why.message());
    }

    boolean isCancelled() {
        return cancelReason != null;
    }

    void fail(Failure why) {
        failure = why;
    }

    void push(Block block, NodePath scope, BudgetAccount account, Frame.Owner owner) {
        top = new Frame(top, block, scope, account, owner);
        requireKnownSteps(top);
    }

    /** Puts the steps on the stack that follow a failed node; the steps of a script have their places there too. */
    void pushHandler(Block block, NodePath node) {
        top = new Frame(top, block, node, top.account, NOBODY);
    }

    /** Puts steps on the stack that stand in the same scope. */
    void pushInline(Block block, Frame.Owner owner) {
        top = new Frame(top, block, top.path, top.account, owner);
    }

    void pushInline(Block block) {
        pushInline(block, NOBODY);
    }

    /** Returns the path of the step {@code name} in this scope, or that of a former name that the journal has it by. */
    NodePath child(String name, List<String> formerNames) {
        return top.path.child(live || formerNames.isEmpty() ? name : recordedName(name, formerNames));
    }

    private String recordedName(String name, List<String> formerNames) {
        Set<String> recorded = run.replay().stepsIn(top.path);
        if (recorded.contains(name)) {
            return name;
        }
        return formerNames.stream().filter(recorded::contains).findFirst().orElse(name);
    }

    /** Returns what the journal knows of {@code at}. */
    @Nullable
    NodeRecord recordOf(NodePath at) {
        return live ? null : run.replay().at(at);
    }

    /** Tells that something is done now that the journal does not know; returns false if it knows what follows. */
    boolean goLive(NodePath at) {
        if (run.isCancelled(at)) {
            cancelByName(cancellation(at));
            return false;
        }
        if (live) {
            return true;
        }
        live = true;
        NodePath later = laterStep();
        if (later != null) {
            halt(Drift.inserted(at, later));
        }
        return later == null;
    }

    /** Returns what the journal has of what follows; the fiber that waits for this one follows too, and stands still. */
    private @Nullable NodePath laterStep() {
        for (Frame frame = top; frame != null; frame = frame.below) {
            NodePath later = frame.laterStep(run.replay());
            if (later != null) {
                return later;
            }
        }
        return fork == null ? null : fork.parent().laterStep();
    }

    private void requireKnownSteps(Frame frame) {
        if (live) {
            return;
        }
        for (String recorded : run.replay().stepsIn(frame.path)) {
            if (!frame.block.names().contains(recorded)) {
                halt(Drift.unknown(frame.path.child(recorded), frame.block.names()));
            }
        }
    }

    void goLiveIf(boolean branchWasLive) {
        live |= branchWasLive;
    }

    boolean isLive() {
        return live;
    }

    Execution<?> execution() {
        return run;
    }

    String key() {
        return key;
    }

    NodePath path() {
        return path;
    }

    NodePath scope() {
        return top.path;
    }

    BudgetAccount account() {
        return top.account;
    }

    Memo memo() {
        return memo;
    }

    Object value() {
        return value;
    }

    void setValue(Object next) {
        value = next;
    }

    /** Takes what glue has made; null if it has failed, and this fiber with it. */
    void setGlued(@Nullable Object made) {
        if (made != null) {
            value = made;
        }
    }
}
