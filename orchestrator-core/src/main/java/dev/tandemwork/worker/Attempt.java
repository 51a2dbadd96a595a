package dev.tandemwork.worker;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.scm.Change;
import dev.tandemwork.task.Task;
import java.util.Optional;

/**
 * One try at a task.
 *
 * @param task what is to be done
 * @param number which try this is, from 1
 * @param previous what the try before left, to go on from; empty for the first
 * @param feedback why there is another try; empty for the first
 */
public record Attempt(Task task, int number, Optional<Previous> previous, Optional<Feedback> feedback) {
    /**
     * What the try before left.
     *
     * @param worker who made it
     * @param session the agent's conversation, where it has one
     * @param change what it pushed; empty if it has changed nothing
     * @param spent what all tries before have used together
     */
    public record Previous(WorkerId worker, Optional<SessionId> session, Optional<Change> change, Usage spent) {}

    /** Returns the first try at {@code task}. */
    public static Attempt first(Task task) {
        return new Attempt(task, 1, Optional.empty(), Optional.empty());
    }

    /** Returns what all tries before have used together. */
    public Usage spentBefore() {
        return previous.map(Previous::spent).orElse(Usage.NONE);
    }

    /** Returns the try after this one. */
    public Attempt next(Previous left, Feedback why) {
        return new Attempt(task, number + 1, Optional.of(left), Optional.of(why));
    }
}
