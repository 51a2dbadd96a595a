package dev.tandemwork.review;

import dev.tandemwork.budget.Usage;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What came of a review: an opinion, or the reason that there is none. Whatever is unknown is a no. */
public sealed interface ReviewOutcome {
    /** Returns the result of the function that fits. */
    <T> T fold(Function<Completed, ? extends T> completed, Function<Incomplete, ? extends T> incomplete);

    /** Returns everything found. */
    List<Finding> findings();

    /** Returns what the review used. */
    Usage usage();

    /**
     * A review of the whole change.
     *
     * @param opinion what the reviewer thinks
     * @param findings why; an opinion of {@link Opinion#REQUEST_CHANGES} has a blocking one at least
     * @param usage what it used
     */
    record Completed(Opinion opinion, List<Finding> findings, Usage usage) implements ReviewOutcome {
        /** Refuses an opinion that its findings contradict. */
        public Completed {
            Objects.requireNonNull(opinion, "opinion");
            Objects.requireNonNull(usage, "usage");
            findings = List.copyOf(findings);
            boolean blocked = findings.stream().anyMatch(Finding::blocks);
            if (blocked != (opinion == Opinion.REQUEST_CHANGES)) {
                throw new IllegalArgumentException("opinion [" + opinion + "] contradicts its findings " + findings
                        + "; expected REQUEST_CHANGES exactly when a finding is HIGH or CRITICAL");
            }
        }

        @Override
        public <T> T fold(Function<Completed, ? extends T> completed, Function<Incomplete, ? extends T> incomplete) {
            return completed.apply(this);
        }
    }

    /**
     * A review that could not be ended. It never approves.
     *
     * @param reason why not
     * @param detail a sentence for people
     * @param findings what was found all the same
     * @param usage what it used
     */
    record Incomplete(Reason reason, String detail, List<Finding> findings, Usage usage) implements ReviewOutcome {
        /** Refuses a null, and copies the list. */
        public Incomplete {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(usage, "usage");
            findings = List.copyOf(findings);
        }

        @Override
        public <T> T fold(Function<Completed, ? extends T> completed, Function<Incomplete, ? extends T> incomplete) {
            return incomplete.apply(this);
        }
    }

    /** Why a review could not be ended. */
    enum Reason {
        /** Money or tokens ran out. */
        BUDGET,
        /** An answer was not of the expected form. */
        MALFORMED,
        /** An answer was cut short. */
        TRUNCATED,
        /** The model would not answer. */
        REFUSED,
        /** The model, or the repository, was not reached. */
        TRANSPORT,
        /** Time ran out. */
        TIMEOUT,
        /** The change could not be read as a whole. */
        DIFF_ERROR,
        /** The change does something that only a person may agree to. */
        NEEDS_PERSON,
        /** The reviewer itself failed: it threw an exception, or broke its contract. */
        FAILED
    }

    /** Returns an outcome that derives the opinion from the findings: any blocking one requests changes. */
    static Completed of(List<Finding> findings, Usage usage) {
        boolean blocked = findings.stream().anyMatch(Finding::blocks);
        return new Completed(blocked ? Opinion.REQUEST_CHANGES : Opinion.APPROVE, findings, usage);
    }
}
