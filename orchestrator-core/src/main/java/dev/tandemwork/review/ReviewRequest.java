package dev.tandemwork.review;

import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import java.util.List;

/**
 * A change to be judged.
 *
 * @param task what was asked for
 * @param change what was made; a verdict holds for its head and no other commit
 * @param onto the commit of the base branch that it would land on: what is to be tried is the two of them merged
 * @param round which attempt made it, from 1
 * @param open blocking findings of the round before
 */
public record ReviewRequest(Task task, Change change, CommitId onto, int round, List<Finding> open) {
    /** Copies the list. */
    public ReviewRequest {
        open = List.copyOf(open);
    }

    /** Returns the request to judge the same change on another commit of the base branch. */
    public ReviewRequest onto(CommitId tip) {
        return new ReviewRequest(task, change, tip, round, open);
    }
}
