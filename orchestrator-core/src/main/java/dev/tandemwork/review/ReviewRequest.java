package dev.tandemwork.review;

import dev.tandemwork.scm.Change;
import dev.tandemwork.task.Task;
import java.util.List;

/**
 * A change to be judged.
 *
 * @param task what was asked for
 * @param change what was made; a verdict holds for its head and no other commit
 * @param round which attempt made it, from 1
 * @param open blocking findings of the round before
 */
public record ReviewRequest(Task task, Change change, int round, List<Finding> open) {
    /** Copies the list. */
    public ReviewRequest {
        open = List.copyOf(open);
    }
}
