package dev.tandemwork.local.review;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewOutcome.Reason;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Severity;
import dev.tandemwork.task.Check;
import java.util.ArrayList;
import java.util.List;

/** One review of one change in its clone. */
final class ChangeReview {
    private final String source;
    private final ReviewRequest request;
    private final CleanClone clone;

    ChangeReview(String source, ReviewRequest request, CleanClone clone) {
        this.source = source;
        this.request = request;
        this.clone = clone;
    }

    ReviewOutcome run(CheckExecution execution) throws InterruptedException {
        try {
            clone.fetch();
        } catch (GitException e) {
            return cutShort(e, Reason.TRANSPORT, "commit [" + request.change().head() + "] can't be fetched");
        }
        try {
            return ReviewOutcome.of(findings(execution), Usage.NONE);
        } catch (GitException e) {
            return cutShort(e, Reason.DIFF_ERROR, "commit [" + request.change().head() + "] can't be compared");
        }
    }

    private static ReviewOutcome cutShort(GitException e, Reason reason, String subject) throws InterruptedException {
        if (e.kind() == GitException.Kind.INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException(e.getMessage());
        }
        return new Incomplete(reason, subject + ": " + e.getMessage(), List.of(), Usage.NONE);
    }

    private List<Finding> findings(CheckExecution execution) throws InterruptedException {
        String base = clone.mergeBase();
        List<String> paths = clone.paths(base);
        List<Finding> findings =
                new ArrayList<>(new Rules(source, request.task()).apply(paths, clone.addedLines(base)));
        if (!paths.isEmpty()) {
            clone.mergeIfPossible(request.onto());
            findings.addAll(failures(execution, paths));
        }
        return findings;
    }

    private List<Finding> failures(CheckExecution execution, List<String> paths) throws InterruptedException {
        List<Finding> failures = new ArrayList<>();
        for (Check check : request.task().checks()) {
            CheckExecution.Ending ending = execution.run(check);
            if (!ending.passed()) {
                failures.add(failed(check, ending, FailureAnchor.of(ending.output(), paths, clone.work())));
            }
        }
        return failures;
    }

    private Finding failed(Check check, CheckExecution.Ending ending, Anchor anchor) {
        String title = "check [" + check.name() + "] failed";
        String detail =
                "command " + check.command() + " " + ending.failure() + "; the end of its output:\n" + ending.output();
        return Finding.of(source, Severity.HIGH, "check", anchor, title, detail)
                .withFixHint("make " + check.command() + " succeed in a clean clone");
    }
}
