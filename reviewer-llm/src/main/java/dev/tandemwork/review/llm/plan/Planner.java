package dev.tandemwork.review.llm.plan;

import dev.tandemwork.review.llm.change.ChangeSet;
import dev.tandemwork.review.llm.change.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides changes into chunks, the same ones for the same change. Files keep their order; one that fits into a chunk is not
 * divided, a larger one between its hunks, and a hunk that is too large by itself between its lines.
 */
public final class Planner {
    private final TokenEstimator estimator;
    private final PlanLimits limits;
    private final ExclusionRules rules;

    private Planner(TokenEstimator estimator, PlanLimits limits, ExclusionRules rules) {
        this.estimator = estimator;
        this.limits = limits;
        this.rules = rules;
    }

    /** Returns a planner. */
    public static Planner of(TokenEstimator estimator, PlanLimits limits, ExclusionRules rules) {
        return new Planner(estimator, limits, rules);
    }

    /** Returns the plan for {@code changes}, or why there is none. */
    public Planning plan(ChangeSet changes) {
        Filling filling = new Filling(estimator, limits.chunkTokens());
        List<Exclusion> exclusions = new ArrayList<>();
        for (FileChange file : changes.files()) {
            Optional<ExclusionRules.Rule> rule = rules.ruleFor(file);
            rule.ifPresent(found -> exclusions.add(new Exclusion(file, found)));
            if (rule.isEmpty() && !filling.add(file)) {
                return new Planning.TooLarge("file [" + file.path() + "] has a line that does not fit into a chunk of "
                        + limits.chunkTokens() + " tokens; expected shorter lines, or a larger chunk");
            }
        }
        return checked(changes, new ReviewPlan(filling.chunks(), exclusions));
    }

    private Planning checked(ChangeSet changes, ReviewPlan plan) {
        if (plan.chunks().size() > limits.chunks()) {
            return new Planning.TooLarge("the change takes " + plan.chunks().size() + " chunks of "
                    + limits.chunkTokens() + " tokens; expected " + limits.chunks() + " at most; divide the change");
        }
        boolean fits =
                plan.chunks().stream().allMatch(chunk -> estimator.estimate(chunk.text()) <= limits.chunkTokens());
        CoverageLedger left = CoverageLedger.of(changes).without(plan);
        if (!fits || !left.isComplete()) {
            throw new IllegalStateException("plan is wrong: chunks fit [" + fits + "], not covered " + left.open()
                    + "; expected an estimator for which a whole is no more than its parts");
        }
        return new Planning.Planned(plan);
    }
}
