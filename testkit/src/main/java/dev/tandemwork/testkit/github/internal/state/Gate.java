package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.access.BranchRules;
import dev.tandemwork.testkit.github.internal.git.BareGit;
import java.util.List;
import java.util.Optional;

/** Judges whether a pull request can be merged. */
public final class Gate {
    private final Repository repository;

    Gate(Repository repository) {
        this.repository = repository;
    }

    /** Looks at a pull request: an answer that is late comes nearer with each look. */
    public Verdict look(Pull pull) {
        if (!pull.isOpen()) {
            return new Verdict(Optional.empty(), "unknown");
        }
        if (pull.looksUntilKnown > 0) {
            pull.looksUntilKnown--;
            return new Verdict(Optional.empty(), "unknown");
        }
        return known(pull);
    }

    private Verdict known(Pull pull) {
        if (!isClean(pull)) {
            return new Verdict(Optional.of(false), "dirty");
        }
        if (pull.isDraft()) {
            return new Verdict(Optional.of(true), "draft");
        }
        if (obstacle(pull).isPresent()) {
            return new Verdict(
                    Optional.of(true), isBehind(pull) && otherObstacle(pull).isEmpty() ? "behind" : "blocked");
        }
        return new Verdict(Optional.of(true), repository.checks().areAllGood(pull.head()) ? "clean" : "unstable");
    }

    boolean isClean(Pull pull) {
        return git().mergeBase(pull.base(), pull.head()).isPresent()
                && git().merge(pull.base(), pull.head()).isClean();
    }

    /** Returns what the rules of the base branch have against a merge, in the words of the host. */
    Optional<String> obstacle(Pull pull) {
        Optional<String> other = otherObstacle(pull);
        return other.isEmpty() && isBehind(pull)
                ? Optional.of("Head branch is out of date. Review and try the merge again.")
                : other;
    }

    private Optional<String> otherObstacle(Pull pull) {
        BranchRules rules = rules(pull);
        List<String> missing = rules.checks().stream()
                .filter(check -> !repository.checks().isGood(pull.head(), check))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(
                    missing.size() == 1
                            ? "Required status check \"" + missing.get(0) + "\" is expected."
                            : missing.size() + " of " + rules.checks().size()
                                    + " required status checks are expected.");
        }
        return reviews(pull, rules);
    }

    private static Optional<String> reviews(Pull pull, BranchRules rules) {
        if (rules.approvals() == 0) {
            return Optional.empty();
        }
        List<Review> counting =
                pull.verdicts().stream().filter(review -> !review.bot()).toList();
        if (counting.stream().anyMatch(review -> review.state() == Review.State.CHANGES_REQUESTED)) {
            return Optional.of("Changes were requested by a reviewer with write access.");
        }
        long given = counting.stream()
                .filter(review -> review.state() == Review.State.APPROVED)
                .count();
        return given >= rules.approvals()
                ? Optional.empty()
                : Optional.of("At least " + rules.approvals() + " approving review"
                        + (rules.approvals() == 1 ? " is" : "s are") + " required by reviewers with write access.");
    }

    private boolean isBehind(Pull pull) {
        return rules(pull).upToDate()
                && !git().mergeBase(pull.base(), pull.head()).equals(Optional.of(pull.base()));
    }

    BranchRules rules(Pull pull) {
        return repository.rules().all(pull.baseBranch());
    }

    /** Tells whether merges into the base branch go through a queue. */
    public boolean isQueued(Pull pull) {
        return rules(pull).queued();
    }

    /** Returns {@code APPROVED}, {@code CHANGES_REQUESTED}, {@code REVIEW_REQUIRED}, or nothing when nobody has to judge. */
    public Optional<String> decision(Pull pull) {
        List<Review> verdicts = pull.verdicts();
        if (verdicts.stream().anyMatch(review -> review.state() == Review.State.CHANGES_REQUESTED)) {
            return Optional.of("CHANGES_REQUESTED");
        }
        int needed = rules(pull).approvals();
        if (needed == 0) {
            return Optional.empty();
        }
        return Optional.of(reviews(pull, rules(pull)).isEmpty() ? "APPROVED" : "REVIEW_REQUIRED");
    }

    private BareGit git() {
        return repository.git();
    }

    /**
     * Whether a pull request can be merged.
     *
     * @param mergeable nothing as long as it is not known
     * @param state {@code clean}, {@code dirty}, {@code blocked}, {@code behind}, {@code unstable}, {@code draft} or
     *     {@code unknown}
     */
    public record Verdict(Optional<Boolean> mergeable, String state) {}
}
