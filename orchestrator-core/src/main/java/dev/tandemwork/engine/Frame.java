package dev.tandemwork.engine;

import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.record.Replay;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps that a fiber is in the middle of, and what is to be done after the last of them. */
final class Frame {
    final @Nullable Frame below;
    final Block block;
    final NodePath path;
    final BudgetAccount account;
    private final Owner owner;
    private int next;

    /** What has put a frame on a fiber's stack. */
    @FunctionalInterface
    interface Owner {
        /** Goes on with what the frame's last step has made, in the frame below. */
        void returned(Fiber fiber);

        /** Returns the scope that may follow {@code scope}, for a round of a loop. */
        default @Nullable NodePath next(NodePath scope) {
            return null;
        }
    }

    Frame(@Nullable Frame below, Block block, NodePath path, BudgetAccount account, Owner owner) {
        this.below = below;
        this.block = block;
        this.path = path;
        this.account = account;
        this.owner = owner;
    }

    boolean isDone() {
        return next == block.ops().size();
    }

    Op take() {
        return block.ops().get(next++);
    }

    void leave(Fiber fiber) {
        owner.returned(fiber);
    }

    /** Returns the first step after this one that the journal has, or the round after this one. */
    @Nullable
    NodePath laterStep(Replay replay) {
        String later = laterStepIn(replay.stepsIn(path));
        if (later != null) {
            return path.child(later);
        }
        NodePath round = owner.next(path);
        return round == null || replay.stepsIn(round).isEmpty() ? null : round;
    }

    private @Nullable String laterStepIn(Set<String> names) {
        for (int i = next; i < block.ops().size(); i++) {
            for (String name : block.ops().get(i).names()) {
                if (names.contains(name)) {
                    return name;
                }
            }
        }
        return null;
    }
}
