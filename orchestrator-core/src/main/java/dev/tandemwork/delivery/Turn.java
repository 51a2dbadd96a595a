package dev.tandemwork.delivery;

import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.worker.Attempt;
import java.util.Optional;

/** Where a task stands after its reviews, a person's answer, or a try to land it. */
public sealed interface Turn {
    /**
     * The change is approved, and is to land.
     *
     * @param verdict the approval
     */
    record Ready(Verdict.Approved verdict) implements Turn {}

    /**
     * The task goes back to its agent.
     *
     * @param attempt what to do next
     */
    record Again(Attempt attempt) implements Turn {}

    /**
     * It can't go on by itself.
     *
     * @param attempt what would be done next, if a person says so
     * @param reason why it can't go on
     * @param change the change as it is, if there is one
     */
    record Stuck(Attempt attempt, String reason, Optional<Change> change) implements Turn {
        /** Returns the task's id. */
        public String task() {
            return attempt.task().id();
        }
    }

    /**
     * It has landed.
     *
     * @param task the task's id
     * @param change what has landed; its head is the commit that was reviewed
     * @param commit the commit on the base branch
     * @param attempts how many attempts it took
     */
    record Landed(String task, Change change, CommitId commit, int attempts) implements Turn {}

    /**
     * It will not land.
     *
     * @param task the task's id
     * @param reason why
     */
    record GivenUp(String task, String reason) implements Turn {}
}
