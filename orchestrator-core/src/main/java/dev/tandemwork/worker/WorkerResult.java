package dev.tandemwork.worker;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.scm.Change;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** How a worker ended. Success means that the agent's own result was read, never just that a process exited with 0. */
public sealed interface WorkerResult {
    /** Returns the result of the function that fits. */
    <T> T fold(
            Function<Produced, ? extends T> produced,
            Function<Unchanged, ? extends T> unchanged,
            Function<Failed, ? extends T> failed);

    /** Returns the agent's conversation, where it has one. */
    Optional<SessionId> session();

    /** Returns what this attempt used, and no attempt before it. */
    Usage usage();

    /**
     * The agent has made a change, and it is pushed.
     *
     * @param change the branch and its commits
     * @param summary the agent's last words
     * @param checks how the task's checks went
     * @param session the agent's conversation
     * @param usage what it used
     */
    record Produced(Change change, String summary, List<CheckResult> checks, Optional<SessionId> session, Usage usage)
            implements WorkerResult {
        /** Refuses a null, and copies the list. */
        public Produced {
            Objects.requireNonNull(change, "change");
            Objects.requireNonNull(summary, "summary");
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(usage, "usage");
            checks = List.copyOf(checks);
        }

        @Override
        public <T> T fold(
                Function<Produced, ? extends T> produced,
                Function<Unchanged, ? extends T> unchanged,
                Function<Failed, ? extends T> failed) {
            return produced.apply(this);
        }
    }

    /**
     * The agent ended well, and the branch is where it was.
     *
     * @param summary the agent's last words
     * @param session the agent's conversation
     * @param usage what it used
     */
    record Unchanged(String summary, Optional<SessionId> session, Usage usage) implements WorkerResult {
        /** Refuses a null. */
        public Unchanged {
            Objects.requireNonNull(summary, "summary");
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(usage, "usage");
        }

        @Override
        public <T> T fold(
                Function<Produced, ? extends T> produced,
                Function<Unchanged, ? extends T> unchanged,
                Function<Failed, ? extends T> failed) {
            return unchanged.apply(this);
        }
    }

    /**
     * There is no change.
     *
     * @param failure why
     * @param session the agent's conversation, as far as it went
     * @param usage what it used
     */
    record Failed(WorkerFailure failure, Optional<SessionId> session, Usage usage) implements WorkerResult {
        /** Refuses a null. */
        public Failed {
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(usage, "usage");
        }

        @Override
        public <T> T fold(
                Function<Produced, ? extends T> produced,
                Function<Unchanged, ? extends T> unchanged,
                Function<Failed, ? extends T> failed) {
            return failed.apply(this);
        }
    }
}
