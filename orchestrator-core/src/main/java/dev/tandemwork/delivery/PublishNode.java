package dev.tandemwork.delivery;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.LineComment;
import dev.tandemwork.scm.ScmClient;
import java.util.List;
import java.util.stream.Collectors;

/** The node {@code publish}: makes the verdict, and writes it to the pull request. */
public final class PublishNode {
    /** The name of the check that carries the verdict. */
    public static final String CHECK = "tandemwork/review";

    private static final int MOST_LINE_COMMENTS = 30;

    private final ScmClient scm;
    private final MergePolicy policy;

    private PublishNode(ScmClient scm, MergePolicy policy) {
        this.scm = scm;
        this.policy = policy;
    }

    /** Returns the node. */
    public static Node<Reviewed, Verdict> of(ScmClient scm, MergePolicy policy) {
        PublishNode node = new PublishNode(Delivery.guarded(scm), policy);
        return Graph.node("publish", Reviewed.class, Verdict.class, node::publish)
                .timeout(Delivery.CALL_LIMIT)
                .retry(Retry.transientFailures(Delivery.ATTEMPTS));
    }

    private Verdict publish(Reviewed reviewed) {
        Verdict verdict = policy.decide(reviewed);
        Change change = reviewed.proposal().change();
        PullRequestRef ref = change.pullRequest().orElseThrow();
        reviewed.reviews().forEach(review -> scm.review(ref, draft(change, review)));
        scm.reportCheck(change.repository(), change.head(), new CheckRun(CHECK, stateOf(verdict), summaryOf(verdict)));
        return verdict;
    }

    private static ReviewDraft draft(Change change, Reviewed.Review review) {
        List<Finding> findings = review.outcome().findings();
        List<LineComment> comments = findings.stream()
                .filter(finding -> finding.anchor() instanceof Anchor.Line)
                .limit(MOST_LINE_COMMENTS)
                .map(PublishNode::comment)
                .toList();
        String key = review.reviewer() + "-" + change.head();
        return new ReviewDraft(key, change.head(), review.reviewer(), eventOf(review), bodyOf(review), comments);
    }

    private static LineComment comment(Finding finding) {
        Anchor.Line line = (Anchor.Line) finding.anchor();
        // A reviewer that miscounts lines is no reason to keep its review from the pull request.
        int start = Math.max(1, line.start());
        String body = finding.title() + ". " + finding.detail();
        return new LineComment(line.file(), ReviewDraft.Side.NEW, start, Math.max(start, line.end()), body);
    }

    private static ReviewDraft.Event eventOf(Reviewed.Review review) {
        return review.outcome()
                .fold(
                        completed -> switch (completed.opinion()) {
                            case APPROVE -> ReviewDraft.Event.APPROVE;
                            case REQUEST_CHANGES -> ReviewDraft.Event.REQUEST_CHANGES;
                            case ABSTAIN -> ReviewDraft.Event.COMMENT;
                        },
                        incomplete -> ReviewDraft.Event.COMMENT);
    }

    private static String bodyOf(Reviewed.Review review) {
        String heading = review.outcome()
                .fold(
                        completed -> "Review by " + review.reviewer() + ": " + completed.opinion(),
                        incomplete -> "Review by " + review.reviewer() + " was not completed: " + incomplete.detail());
        return review.outcome().findings().stream()
                .map(finding -> "- " + finding.anchor().describe() + ": " + finding.title())
                .collect(Collectors.joining("\n", heading + "\n\n", "\n"));
    }

    private static CheckRun.State stateOf(Verdict verdict) {
        return verdict.fold(
                approved -> CheckRun.State.PASSED,
                refused -> CheckRun.State.FAILED,
                undecided -> CheckRun.State.PENDING);
    }

    private static String summaryOf(Verdict verdict) {
        return verdict.fold(
                approved -> "approved by " + String.join(", ", approved.by()),
                refused -> refused.findings().size() + " blocking finding(s)",
                undecided -> String.join("; ", undecided.reasons()));
    }
}
