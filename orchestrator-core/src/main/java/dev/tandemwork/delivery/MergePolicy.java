package dev.tandemwork.delivery;

import dev.tandemwork.review.Finding;
import dev.tandemwork.review.Opinion;
import dev.tandemwork.review.ReviewOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what follows from reviews. A pure function: no review decides by itself.
 *
 * <p>One blocking finding, of anyone, sends the change back. A review that could not be ended leaves it to a person. An
 * approval takes one approving reviewer at least who is not the change's author.
 */
@FunctionalInterface
public interface MergePolicy {
    /** Returns what follows from {@code reviewed}. */
    Verdict decide(Reviewed reviewed);

    /** Returns the policy that this type describes. */
    static MergePolicy strict() {
        return MergePolicy::decideStrictly;
    }

    private static Verdict decideStrictly(Reviewed reviewed) {
        Proposal proposal = reviewed.proposal();
        List<Finding> blocking = reviewed.reviews().stream()
                .flatMap(review -> review.outcome().findings().stream())
                .filter(Finding::blocks)
                .toList();
        if (!blocking.isEmpty()) {
            return new Verdict.Refused(proposal.submission(), blocking);
        }
        List<String> unknown = unknown(reviewed);
        if (!unknown.isEmpty()) {
            return new Verdict.Undecided(proposal.submission(), unknown);
        }
        return new Verdict.Approved(proposal.submission(), proposal.change(), proposal.onto(), approving(reviewed));
    }

    private static List<String> unknown(Reviewed reviewed) {
        List<String> reasons = new ArrayList<>();
        for (Reviewed.Review review : reviewed.reviews()) {
            if (review.outcome() instanceof ReviewOutcome.Incomplete incomplete) {
                reasons.add(review.reviewer() + " could not be ended: " + incomplete.detail());
            }
        }
        if (reasons.isEmpty() && approving(reviewed).isEmpty()) {
            reasons.add("nobody but the author [" + reviewed.proposal().author() + "] has approved it");
        }
        return reasons;
    }

    private static List<String> approving(Reviewed reviewed) {
        return reviewed.reviews().stream()
                .filter(review -> !review.reviewer().equals(reviewed.proposal().author()))
                .filter(review -> review.outcome() instanceof ReviewOutcome.Completed completed
                        && completed.opinion() == Opinion.APPROVE)
                .map(Reviewed.Review::reviewer)
                .toList();
    }
}
