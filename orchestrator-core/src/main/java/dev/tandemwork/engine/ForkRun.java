package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Join;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.record.NodeRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Branches in a run. The fiber that has opened them waits until every one has ended, since none may outlive it; a join that
 * has what it needs before cancels the rest.
 *
 * <p>{@code this} guards the fields, and is never held while code of the user is called. Branches that have ended are
 * queued, and given to the join by one thread at a time.
 */
final class ForkRun implements Activity {
    private final Fiber parent;
    private final Execution<?> run;
    private final NodePath path;
    private final List<ForkOp.Planned> planned;
    private final Map<String, Integer> indices;

    /** The branches that depend on one, by its key. */
    private final Map<String, List<Integer>> dependents;

    private final Joining join;
    private final @Nullable Fiber[] fibers;
    private final @Nullable Branch<Object>[] ends;
    private final Queue<Branch<Object>> arrivals = new ArrayDeque<>();
    private int left;
    private boolean joining;
    private boolean isJoined;
    private boolean anyWasLive;
    private @Nullable String cancelled;

    /** The branches that may begin; null for all. */
    private @Nullable Set<String> first;

    @SuppressWarnings({"unchecked", "rawtypes"})
    ForkRun(Fiber parent, Join how, NodePath path, List<ForkOp.Planned> planned, Map<String, Integer> indices) {
        this.parent = parent;
        this.run = parent.execution();
        this.path = path;
        this.planned = planned;
        this.indices = indices;
        this.dependents = dependents(planned);
        this.fibers = new Fiber[planned.size()];
        this.ends = new Branch[planned.size()];
        this.left = planned.size();
        this.join = Joining.of(how, this, arrivalsOf(parent.recordOf(path)));
    }

    private static Map<String, List<Integer>> dependents(List<ForkOp.Planned> planned) {
        Map<String, List<Integer>> dependents = new HashMap<>(0);
        for (int i = 0; i < planned.size(); i++) {
            for (String dependency : planned.get(i).after()) {
                dependents.computeIfAbsent(dependency, key -> new ArrayList<>()).add(i);
            }
        }
        return dependents;
    }

    private NodePath branchOf(String key) {
        return parent.scope().branch(path.segment(), key);
    }

    private static List<String> arrivalsOf(@Nullable NodeRecord record) {
        return record == null ? List.of() : record.arrivals();
    }

    boolean start() {
        if (!open()) {
            return true;
        }
        if (planned.isEmpty()) {
            return joined();
        }
        parent.suspend(this::joined);
        parent.setActivity(this);
        List<Fiber> ready = join.isDecided() ? beginOnly(join.taken(planned)) : beginFirst();
        run.busy(ready.size());
        ready.forEach(this::begin);
        joinArrivals();
        run.busy(-1);
        return false;
    }

    /** Returns whether the branches are those that the journal has, if it has any. */
    private boolean open() {
        List<String> keys = planned.stream().map(ForkOp.Planned::key).toList();
        NodeRecord record = parent.recordOf(path);
        JournalEntry.BranchesOpened opened = record == null ? null : record.opened();
        if (opened == null) {
            if (!parent.goLive(path)) {
                return false;
            }
            run.recordLater(new JournalEntry.BranchesOpened(run.now(), path, keys, dependencies()));
            return true;
        }
        if (!opened.keys().equals(keys)) {
            parent.halt(Drift.keys(path, opened.keys(), keys));
        }
        return opened.keys().equals(keys);
    }

    private Map<String, List<String>> dependencies() {
        Map<String, List<String>> after = new TreeMap<>();
        for (ForkOp.Planned branch : planned) {
            if (!branch.after().isEmpty()) {
                after.put(branch.key(), branch.after());
            }
        }
        return after;
    }

    private synchronized List<Fiber> beginReady() {
        List<Fiber> ready = new ArrayList<>(planned.size());
        for (int i = 0; i < fibers.length; i++) {
            if (isReady(i)) {
                ready.add(create(i));
            }
        }
        return ready;
    }

    private synchronized List<Fiber> beginOnly(Set<String> needed) {
        for (int i = 0; i < fibers.length; i++) {
            if (!needed.contains(planned.get(i).key())) {
                end(i, new Branch.Cancelled<>(planned.get(i).key(), "the join needs it no more"));
            }
        }
        return beginReady();
    }

    /** Holds branches back until what is recorded has been joined again: it may leave nothing for them to do. */
    private synchronized List<Fiber> beginFirst() {
        Set<String> taken = join.isDecidedByTaking() ? join.taken(planned) : Set.of();
        first = taken.isEmpty() ? null : taken;
        return beginReady();
    }

    /** Begins the branches that were held back. */
    void beginHeld() {
        List<Fiber> ready;
        synchronized (this) {
            if (first == null) {
                return;
            }
            first = null;
            ready = beginReady();
        }
        run.busy(ready.size());
        ready.forEach(this::begin);
    }

    private boolean isReady(int index) {
        if (fibers[index] != null || ends[index] != null || cancelled != null || isHeld(index)) {
            return false;
        }
        for (String dependency : planned.get(index).after()) {
            if (!(ends[indexOf(dependency)] instanceof Branch.Completed)) {
                return false;
            }
        }
        return true;
    }

    private boolean isHeld(int index) {
        return first != null && !first.contains(planned.get(index).key());
    }

    private int indexOf(String branch) {
        return Objects.requireNonNull(indices.get(branch));
    }

    private Fiber create(int index) {
        ForkOp.Planned branch = planned.get(index);
        Fiber fiber = new Fiber(run, this, branch.key(), branchOf(branch.key()), branch.body(), parent.account());
        fibers[index] = fiber;
        return fiber;
    }

    private void begin(Fiber fiber) {
        NodeRecord record = parent.recordOf(fiber.path());
        String stopped = record == null ? null : record.cancelled();
        if (stopped != null) {
            fiber.cancel(stopped);
        }
        fiber.begin(planned.get(indexOf(fiber.key())).input(), parent.isLive());
    }

    /** Takes the end of a branch, and tells of it first: once it is taken, another thread may join it and end the run. */
    void ended(Fiber fiber, Branch<Object> end) {
        tell(end);
        int index = indexOf(fiber.key());
        List<Fiber> ready;
        synchronized (this) {
            anyWasLive |= fiber.isLive();
            end(index, end);
            ready = beginDependents(end);
        }
        run.busy(ready.size());
        ready.forEach(this::begin);
        joinArrivals();
        run.busy(-1);
    }

    private void end(int index, Branch<Object> end) {
        if (ends[index] == null) {
            ends[index] = end;
            left--;
            arrivals.add(end);
        }
    }

    private List<Fiber> beginDependents(Branch<Object> end) {
        if (!(end instanceof Branch.Completed)) {
            skipDependents(end.key());
            return List.of();
        }
        List<Fiber> ready = new ArrayList<>(0);
        for (int dependent : dependentsOf(end.key())) {
            if (isReady(dependent)) {
                ready.add(create(dependent));
            }
        }
        return ready;
    }

    private List<Integer> dependentsOf(String key) {
        return dependents.getOrDefault(key, List.of());
    }

    /** Skips those that depend on a branch, and those that depend on them, however long that chain is. */
    private void skipDependents(String key) {
        Queue<String> lacking = new ArrayDeque<>(List.of(key));
        for (String lacks = lacking.poll(); lacks != null; lacks = lacking.poll()) {
            for (int dependent : dependentsOf(lacks)) {
                if (ends[dependent] == null) {
                    String skipped = planned.get(dependent).key();
                    end(dependent, new Branch.Skipped<>(skipped, lacks));
                    lacking.add(skipped);
                }
            }
        }
    }

    /** Gives the join what has arrived, unless another thread does, and lets the parent go on after the last. */
    private void joinArrivals() {
        Branch<Object> next = takeArrival(true);
        while (next != null) {
            if (next instanceof Branch.Skipped) {
                tell(next);
            }
            if (!parent.isCancelled()) {
                join.arrived(next);
            }
            next = takeArrival(false);
        }
    }

    private @Nullable Branch<Object> takeArrival(boolean first) {
        synchronized (this) {
            if (first && joining) {
                return null;
            }
            Branch<Object> next = arrivals.poll();
            joining = next != null;
            if (next != null || left > 0 || isJoined) {
                return next;
            }
            isJoined = true;
        }
        run.busy(1);
        parent.dispatch();
        return null;
    }

    private boolean joined() {
        parent.goLiveIf(anyWasLive);
        if (run.isCancelled(path) && Arrays.stream(ends).anyMatch(Branch.Cancelled.class::isInstance)) {
            parent.cancelByName("[" + path + "] was cancelled");
        }
        if (!parent.isCancelled()) {
            join.finish(parent, path, explained());
        }
        return true;
    }

    private List<Branch<Object>> explained() {
        List<Branch<Object>> all = new ArrayList<>(ends.length);
        for (Branch<Object> end : ends) {
            all.add(explained(Objects.requireNonNull(end), key -> !(ends[indexOf(key)] instanceof Branch.Completed)));
        }
        return all;
    }

    /** Returns {@code branch}; if it was skipped, because of the first that it lacks: which was lacking first is chance. */
    Branch<Object> explained(Branch<Object> branch, Predicate<String> isLacking) {
        if (!(branch instanceof Branch.Skipped<Object> skipped)) {
            return branch;
        }
        String dependency = planned.get(indexOf(skipped.key())).after().stream()
                .filter(isLacking)
                .findFirst()
                .orElse(skipped.dependency());
        return new Branch.Skipped<>(skipped.key(), dependency);
    }

    /** Takes note that a join has taken a branch, where the order matters. */
    void record(String key) {
        if (!parent.isCancelled()) {
            run.recordLater(new JournalEntry.BranchArrived(run.now(), path, key));
        }
    }

    Fiber parent() {
        return parent;
    }

    @Override
    public NodePath path() {
        return path;
    }

    /** Ends what has not ended. */
    void cancelRest(String reason) {
        List<Fiber> running = new ArrayList<>();
        synchronized (this) {
            cancelled = reason;
            for (int i = 0; i < fibers.length; i++) {
                Fiber fiber = fibers[i];
                if (fiber == null) {
                    end(i, new Branch.Cancelled<>(planned.get(i).key(), reason));
                } else if (ends[i] == null) {
                    running.add(fiber);
                }
            }
        }
        running.forEach(fiber -> fiber.cancel(reason));
    }

    @Override
    public void cancel(String reason) {
        run.busy(1);
        cancelRest(reason);
        joinArrivals();
        run.busy(-1);
    }

    boolean cancel(NodePath target, String reason) {
        List<Fiber> running = new ArrayList<>();
        synchronized (this) {
            for (int i = 0; i < fibers.length; i++) {
                Fiber fiber = fibers[i];
                if (fiber != null && ends[i] == null) {
                    running.add(fiber);
                }
            }
        }
        boolean any = false;
        for (Fiber fiber : running) {
            any |= fiber.cancel(target, reason);
        }
        return any;
    }

    /** A branch that a closed run leaves where it is has not ended. */
    private void tell(Branch<Object> end) {
        boolean isOver = end instanceof Branch.Completed || end instanceof Branch.Failed;
        if (isOver || !run.isHalted()) {
            run.show(() -> new RunEvent.BranchEnded(branchOf(end.key()), statusOf(end)));
        }
    }

    private static String statusOf(Branch<?> end) {
        return end.fold(done -> "completed", failed -> "failed", cancelled -> "cancelled", skipped -> "skipped");
    }
}
