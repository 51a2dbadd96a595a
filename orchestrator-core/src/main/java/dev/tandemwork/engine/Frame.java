package dev.tandemwork.engine;

import dev.tandemwork.graph.NodePath;
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

    /** Returns the first step after this one that {@code names} has. */
    @Nullable
    String laterStepIn(Set<String> names) {
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
