package dev.tandemwork.engine;

import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Failure.Reason;
import dev.tandemwork.graph.Join;
import dev.tandemwork.graph.NodePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A join in a run. It is given branches as they end, by one thread at a time; those that the journal has come first, in the
 * order in which it has them.
 */
abstract class Joining {
    final ForkRun branches;
    private final Queue<String> recorded;
    private final List<String> decided;
    private final Map<String, Branch<Object>> early = new LinkedHashMap<>();

    Joining(ForkRun branches, List<String> recorded) {
        this.branches = branches;
        this.recorded = new ArrayDeque<>(recorded);
        this.decided = recorded;
    }

    static Joining of(Join join, ForkRun branches, List<String> recorded) {
        if (join instanceof Join.All all) {
            return new All(all, branches, recorded);
        }
        if (join instanceof Join.First first) {
            return new First(first, branches, recorded);
        }
        if (join instanceof Join.Fold fold) {
            return new Fold(fold, branches, recorded);
        }
        return new Settle((Join.Settle) join, branches);
    }

    /** Takes the end of a branch. */
    final void arrived(Branch<Object> branch) {
        if (recorded.isEmpty()) {
            take(branch, true);
            return;
        }
        early.put(branch.key(), branch);
        while (!recorded.isEmpty() && early.containsKey(recorded.peek())) {
            take(Objects.requireNonNull(early.remove(recorded.remove())), false);
        }
        if (recorded.isEmpty()) {
            List<Branch<Object>> rest = List.copyOf(early.values());
            early.clear();
            branches.beginHeld();
            rest.forEach(late -> take(late, true));
        }
    }

    /** Returns the keys of the branches that the journal has as taken, and of those that they depend on. */
    final Set<String> taken(List<ForkOp.Planned> planned) {
        Set<String> needed = new HashSet<>(decided);
        boolean grown = true;
        while (grown) {
            grown = planned.stream()
                    .filter(branch -> needed.contains(branch.key()))
                    .anyMatch(branch -> needed.addAll(branch.after()));
        }
        return needed;
    }

    /** Returns whether the branches that the journal has as taken leave nothing to be decided. */
    final boolean isDecided() {
        return isDecidedBy(decided.size());
    }

    /** Returns whether as many recorded branches leave nothing to be decided. */
    abstract boolean isDecidedBy(int count);

    /** Returns whether only taking the recorded branches again tells if they have decided the join. */
    boolean isDecidedByTaking() {
        return false;
    }

    /** Takes the end of a branch; {@code isNew} unless the journal has it here. */
    abstract void take(Branch<Object> branch, boolean isNew);

    /** Gives the fiber what the branches have made together. */
    abstract void finish(Fiber parent, NodePath path, List<Branch<Object>> inOrder);

    static Failure describe(NodePath path, Branch<Object> branch) {
        NodePath at = NodePath.parse(path + "[" + branch.key() + "]");
        return branch.fold(
                done -> Failure.of(Reason.ENGINE, at, "completed"),
                failed -> failed.failure(),
                cancelled -> Failure.of(Reason.BRANCHES, at, "was cancelled: " + cancelled.reason()),
                skipped -> Failure.of(
                        Reason.BRANCHES, at, "was skipped, because [" + skipped.dependency() + "] has not completed"));
    }

    static Failure failure(NodePath path, String message, List<Failure> causes) {
        return new Failure(Reason.BRANCHES, path.toString(), message, "", false, causes);
    }

    private static final class Settle extends Joining {
        private final Join.Settle join;

        Settle(Join.Settle join, ForkRun branches) {
            super(branches, List.of());
            this.join = join;
        }

        @Override
        boolean isDecidedBy(int count) {
            return false;
        }

        @Override
        void take(Branch<Object> branch, boolean isNew) {}

        @Override
        void finish(Fiber parent, NodePath path, List<Branch<Object>> inOrder) {
            parent.setGlued(GlueOps.call(parent, "settle", () -> join.combine().apply(List.copyOf(inOrder))));
        }
    }

    private static final class All extends Joining {
        private final Join.All join;
        private @Nullable Branch<Object> missing;

        All(Join.All join, ForkRun branches, List<String> recorded) {
            super(branches, recorded);
            this.join = join;
        }

        @Override
        boolean isDecidedBy(int count) {
            return count > 0;
        }

        @Override
        void take(Branch<Object> branch, boolean isNew) {
            if (missing != null || branch instanceof Branch.Completed) {
                return;
            }
            missing = branch;
            if (isNew) {
                branches.record(branch.key());
            }
            branches.cancelRest("branch [" + branch.key() + "] has not completed");
        }

        @Override
        void finish(Fiber parent, NodePath path, List<Branch<Object>> inOrder) {
            Branch<Object> lacking = missing != null ? missing : firstLacking(inOrder);
            if (lacking != null) {
                String message = "needs every branch, and [" + lacking.key() + "] has not completed";
                parent.fail(failure(path, message, List.of(describe(path, lacking))));
                return;
            }
            List<Object> results = new ArrayList<>(inOrder.size());
            inOrder.forEach(branch -> branch.result().ifPresent(results::add));
            parent.setGlued(GlueOps.call(parent, "join", () -> join.combine().apply(results)));
        }

        private static @Nullable Branch<Object> firstLacking(List<Branch<Object>> branches) {
            return branches.stream()
                    .filter(branch -> !(branch instanceof Branch.Completed))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static final class First extends Joining {
        private final Join.First join;
        private final List<Object> results = new ArrayList<>();

        First(Join.First join, ForkRun branches, List<String> recorded) {
            super(branches, recorded);
            this.join = join;
        }

        @Override
        boolean isDecidedBy(int count) {
            return count >= join.count();
        }

        @Override
        void take(Branch<Object> branch, boolean isNew) {
            if (results.size() == join.count()) {
                return;
            }
            branch.result().ifPresent(results::add);
            if (isNew && branch instanceof Branch.Completed) {
                branches.record(branch.key());
            }
            if (results.size() == join.count()) {
                branches.cancelRest("branch [" + branch.key() + "] was first");
            }
        }

        @Override
        void finish(Fiber parent, NodePath path, List<Branch<Object>> inOrder) {
            if (results.size() < join.count()) {
                String message = "needs " + join.count() + " branches, and " + results.size() + " have completed";
                parent.fail(failure(
                        path,
                        message,
                        inOrder.stream()
                                .filter(branch -> !(branch instanceof Branch.Completed))
                                .map(branch -> describe(path, branch))
                                .toList()));
                return;
            }
            parent.setGlued(GlueOps.call(parent, "join", () -> join.combine().apply(List.copyOf(results))));
        }
    }

    private static final class Fold extends Joining {
        private final Join.Fold join;
        private final Set<String> lacking = new HashSet<>();
        private Object folded;
        private @Nullable Failure broken;

        Fold(Join.Fold join, ForkRun branches, List<String> recorded) {
            super(branches, recorded);
            this.join = join;
            this.folded = join.seed();
        }

        @Override
        boolean isDecidedBy(int count) {
            return false;
        }

        @Override
        boolean isDecidedByTaking() {
            return true;
        }

        @Override
        void take(Branch<Object> branch, boolean isNew) {
            if (broken != null) {
                return;
            }
            if (isNew) {
                branches.record(branch.key());
            }
            fold(branches.explained(branch, lacking::contains));
            if (!(branch instanceof Branch.Completed)) {
                lacking.add(branch.key());
            }
        }

        private void fold(Branch<Object> branch) {
            try {
                Object next = join.step().apply(folded, branch);
                broken = next == null ? Failures.nothing(branches.path(), "fold") : null;
                folded = next == null ? folded : next;
            } catch (Throwable thrown) {
                broken = Failures.glue(branches.path(), "fold", thrown);
            }
            if (broken != null) {
                branches.cancelRest("the fold has failed");
            }
        }

        @Override
        void finish(Fiber parent, NodePath path, List<Branch<Object>> inOrder) {
            if (broken != null) {
                parent.fail(broken);
            } else {
                parent.setValue(folded);
            }
        }
    }
}
