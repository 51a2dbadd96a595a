package dev.tandemwork.scm;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What became of a request to merge. */
public sealed interface MergeResult {
    /** Returns the result of the function that fits. */
    <T> T fold(
            Function<Merged, ? extends T> merged,
            Function<Pending, ? extends T> pending,
            Function<Refused, ? extends T> refused);

    /**
     * The change is on its base branch: through this request, or an earlier one.
     *
     * @param commit the merge commit
     */
    record Merged(CommitId commit) implements MergeResult {
        /** Refuses a null. */
        public Merged {
            Objects.requireNonNull(commit, "commit");
        }

        @Override
        public <T> T fold(
                Function<Merged, ? extends T> merged,
                Function<Pending, ? extends T> pending,
                Function<Refused, ? extends T> refused) {
            return merged.apply(this);
        }
    }

    /**
     * The host has not decided yet: it is queued, or being computed. Ask again with the same request.
     *
     * @param reason what it waits for
     */
    record Pending(String reason) implements MergeResult {
        /** Refuses a null. */
        public Pending {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <T> T fold(
                Function<Merged, ? extends T> merged,
                Function<Pending, ? extends T> pending,
                Function<Refused, ? extends T> refused) {
            return pending.apply(this);
        }
    }

    /**
     * Nothing was merged.
     *
     * @param cause why
     * @param detail a sentence for people
     * @param conflicts the paths in conflict, for {@link Cause#CONFLICT}
     */
    record Refused(Cause cause, String detail, List<String> conflicts) implements MergeResult {
        /** Refuses a null, and copies the list. */
        public Refused {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(detail, "detail");
            conflicts = List.copyOf(conflicts);
        }

        @Override
        public <T> T fold(
                Function<Merged, ? extends T> merged,
                Function<Pending, ? extends T> pending,
                Function<Refused, ? extends T> refused) {
            return refused.apply(this);
        }
    }

    /** Why a merge was refused. */
    enum Cause {
        /** The branch is not at the expected commit. */
        HEAD_MOVED,
        /** The change does not apply to the base branch any more. */
        CONFLICT,
        /** A rule of the host stands against it: a check, a missing review, a protection. */
        BLOCKED,
        /** The pull request was closed without a merge. */
        CLOSED
    }
}
