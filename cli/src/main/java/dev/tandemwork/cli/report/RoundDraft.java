package dev.tandemwork.cli.report;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.delivery.Reviewed;
import dev.tandemwork.delivery.Submission;
import dev.tandemwork.delivery.Verdict;
import dev.tandemwork.review.Finding;
import dev.tandemwork.worker.Feedback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A round that is still being read. */
final class RoundDraft {
    private final int number;
    private final Duration took;
    private final Usage usage;
    private final String summary;
    private final String after;
    private final List<String> reviews = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> verdicts = new ArrayList<>();

    private RoundDraft(int number, Duration took, Usage usage, String summary, String after) {
        this.number = number;
        this.took = took;
        this.usage = usage;
        this.summary = summary;
        this.after = after;
    }

    RoundDraft(Submission made, Duration took) {
        this(
                made.attempt().number(),
                took,
                made.trace().usage(),
                made.trace().summary(),
                made.attempt().feedback().map(Feedback::summary).orElse(""));
        if (made instanceof Submission.Unchanged) {
            verdicts.add("nothing was changed");
        } else if (made instanceof Submission.Blocked blocked) {
            verdicts.add("failed: " + blocked.failure().message());
        }
    }

    /** Returns the round of nodes that ran before any attempt. */
    static RoundDraft unknown() {
        return new RoundDraft(1, Duration.ZERO, Usage.NONE, "", "");
    }

    /** Returns the round of an attempt whose worker has made nothing. */
    static RoundDraft failed(int number, Usage usage) {
        RoundDraft draft = new RoundDraft(number, Duration.ZERO, usage, "", "");
        draft.follow("failed");
        return draft;
    }

    int number() {
        return number;
    }

    void add(Reviewed.Review review) {
        reviews.add(review.reviewer() + " "
                + review.outcome()
                        .fold(
                                completed -> switch (completed.opinion()) {
                                    case APPROVE -> "approves";
                                    case REQUEST_CHANGES -> "requests changes";
                                    case ABSTAIN -> "abstains";
                                },
                                incomplete -> "could not end: " + incomplete.detail()));
        findings.addAll(review.outcome().findings());
    }

    void judge(Verdict verdict) {
        follow(verdict.fold(
                approved -> "approved by " + String.join(", ", approved.by()),
                refused -> "sent back by the review",
                undecided -> "undecided: " + String.join("; ", undecided.reasons())));
    }

    void follow(String what) {
        verdicts.add(what);
    }

    Round round() {
        return new Round(number, took, usage, summary, reviews, findings, String.join("; ", verdicts), after);
    }
}
