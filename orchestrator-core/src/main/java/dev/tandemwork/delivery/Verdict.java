package dev.tandemwork.delivery;

import dev.tandemwork.review.Finding;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import java.util.List;
import java.util.function.Function;

/** What the reviews of a submission come to. It holds for one commit, and is void once the branch moves. */
public sealed interface Verdict {
    /** Returns the result of the function that fits. */
    <T> T fold(
            Function<Approved, ? extends T> approved,
            Function<Refused, ? extends T> refused,
            Function<Undecided, ? extends T> undecided);

    /**
     * The change may land.
     *
     * @param submission what was reviewed
     * @param change the change, with its pull request; only its head is approved
     * @param onto the commit of the base branch that it was approved for
     * @param by who approved it
     */
    record Approved(Submission submission, Change change, CommitId onto, List<String> by) implements Verdict {
        /** Copies the list. */
        public Approved {
            by = List.copyOf(by);
        }

        @Override
        public <T> T fold(
                Function<Approved, ? extends T> approved,
                Function<Refused, ? extends T> refused,
                Function<Undecided, ? extends T> undecided) {
            return approved.apply(this);
        }
    }

    /**
     * The change goes back to its agent.
     *
     * @param submission what was reviewed
     * @param findings what is to be mended; one at least
     */
    record Refused(Submission submission, List<Finding> findings) implements Verdict {
        /** Copies the list. */
        public Refused {
            findings = List.copyOf(findings);
        }

        @Override
        public <T> T fold(
                Function<Approved, ? extends T> approved,
                Function<Refused, ? extends T> refused,
                Function<Undecided, ? extends T> undecided) {
            return refused.apply(this);
        }
    }

    /**
     * A person must look at it: a review could not be ended, and what is unknown is a no.
     *
     * @param submission what was reviewed
     * @param reasons why there is no verdict
     */
    record Undecided(Submission submission, List<String> reasons) implements Verdict {
        /** Copies the list. */
        public Undecided {
            reasons = List.copyOf(reasons);
        }

        @Override
        public <T> T fold(
                Function<Approved, ? extends T> approved,
                Function<Refused, ? extends T> refused,
                Function<Undecided, ? extends T> undecided) {
            return undecided.apply(this);
        }
    }
}
