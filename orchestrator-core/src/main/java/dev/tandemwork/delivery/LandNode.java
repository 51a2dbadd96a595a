package dev.tandemwork.delivery;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeContext;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Feedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The node {@code land}: merges an approved change, one at a time for each base branch.
 *
 * <p>It merges exactly the commit that was reviewed, with its checks green: one that has not ended, or was not seen yet,
 * is waited for. If the base branch has moved since the review,
 * the gates judge the change on its new tip first. What can't land goes back to its agent, or to a person.
 */
public final class LandNode {
    private static final int MOST_CONFLICTS_SHOWN = 5;

    private final ScmClient scm;
    private final List<Reviewer> gates;
    private final Set<String> required;

    private LandNode(ScmClient scm, List<Reviewer> gates, Set<String> required) {
        this.scm = scm;
        this.gates = gates;
        this.required = Set.copyOf(required);
    }

    /**
     * Returns the node.
     *
     * @param gates reviewers that judge a change again when the base branch has moved
     * @param required names of checks that must be there; of those that are there, each must have passed
     */
    public static Node<Turn.Ready, Turn> of(ScmClient scm, List<Reviewer> gates, Set<String> required) {
        LandNode node = new LandNode(
                Delivery.guarded(scm), gates.stream().map(Delivery::guarded).toList(), required);
        return Graph.node("land", Turn.Ready.class, Turn.class, node::land)
                .mutex(LandNode::baseOf)
                .timeout(Delivery.REVIEW_LIMIT)
                .retry(Retry.transientFailures(Delivery.LANDING_ATTEMPTS));
    }

    private static String baseOf(Turn.Ready ready) {
        Change change = ready.verdict().change();
        return change.repository() + "#" + change.baseBranch();
    }

    private Turn land(Turn.Ready ready, NodeContext context) throws InterruptedException {
        Verdict.Approved verdict = ready.verdict();
        PullRequest now = scm.pullRequest(verdict.change().pullRequest().orElseThrow());
        if (now.state() == PullRequest.State.OPEN) {
            Optional<Turn> refused = refuse(verdict, now, context);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return merge(verdict, context);
    }

    private Optional<Turn> refuse(Verdict.Approved verdict, PullRequest now, NodeContext context)
            throws InterruptedException {
        Change change = verdict.change();
        if (!now.head().equals(change.head())) {
            return Optional.of(stuck(
                    verdict,
                    "its branch is at " + now.head().abbreviated() + ", not at the reviewed "
                            + change.head().abbreviated()));
        }
        CheckVerdict checks = scm.checks(now.ref(), change.head()).requiring(required);
        if (checks.state() == CheckVerdict.State.RED) {
            return Optional.of(stuck(verdict, "its checks are red: " + checks.evidence()));
        }
        if (checks.state() != CheckVerdict.State.GREEN) {
            return Optional.of(later(verdict, "its checks are " + checks.state() + ": " + checks.evidence(), context));
        }
        CommitId tip = scm.headOf(change.repository(), change.baseBranch());
        return tip.equals(verdict.onto()) ? Optional.empty() : judgeAgain(verdict, tip, context);
    }

    /** What was approved on one commit of the base branch may break on another, also without a conflict. */
    private Optional<Turn> judgeAgain(Verdict.Approved verdict, CommitId tip, NodeContext context)
            throws InterruptedException {
        ReviewRequest request = new ReviewRequest(
                verdict.submission().attempt().task(),
                verdict.change(),
                tip,
                verdict.submission().attempt().number(),
                List.of());
        List<Finding> findings = new ArrayList<>();
        for (Reviewer gate : gates) {
            context.log("judging again on " + tip.abbreviated() + ": " + gate.id());
            ReviewOutcome outcome = gate.review(request, context);
            context.spend(outcome.usage());
            if (outcome instanceof ReviewOutcome.Incomplete incomplete) {
                return Optional.of(stuck(verdict, gate.id() + " could not be ended: " + incomplete.detail()));
            }
            outcome.findings().stream().filter(Finding::blocks).forEach(findings::add);
        }
        return findings.isEmpty()
                ? Optional.empty()
                : Optional.of(conflict(
                        verdict, "The change does not work together with what has landed meanwhile.", findings));
    }

    private Turn merge(Verdict.Approved verdict, NodeContext context) {
        Task task = verdict.submission().attempt().task();
        Change change = verdict.change();
        MergeSpec spec = new MergeSpec(change.head(), task.title(), "Task: " + task.id());
        MergeResult result = scm.merge(change.pullRequest().orElseThrow(), spec);
        return result.fold(
                merged -> landed(verdict, merged.commit(), context),
                pending -> later(verdict, "its merge is pending: " + pending.reason(), context),
                refused -> refused.cause() == MergeResult.Cause.CONFLICT
                        ? conflict(verdict, "The change conflicts in " + refused.conflicts() + ".", List.of())
                        : stuck(verdict, refused.cause() + ": " + refused.detail()));
    }

    /** Has the node tried again, with its mutex let go meanwhile; what takes too long is for a person. */
    private static Turn later(Verdict.Approved verdict, String reason, NodeContext context) {
        if (context.attempt() < Delivery.LANDING_ATTEMPTS) {
            throw ScmException.of(ScmException.Kind.TRANSIENT, reason, null);
        }
        return stuck(verdict, reason);
    }

    private Turn landed(Verdict.Approved verdict, CommitId commit, NodeContext context) {
        Change change = verdict.change();
        context.note("branch " + change.branch() + ": "
                + scm.deleteBranch(change.repository(), change.branch(), change.head()));
        return new Turn.Landed(
                verdict.submission().attempt().task().id(),
                change,
                commit,
                verdict.submission().attempt().number());
    }

    private Turn conflict(Verdict.Approved verdict, String summary, List<Finding> findings) {
        Change change = verdict.change();
        List<Feedback.Conflict> landed =
                scm.landedSince(change.repository(), change.baseBranch(), change.base()).stream()
                        .limit(MOST_CONFLICTS_SHOWN)
                        .map(other -> new Feedback.Conflict(other.title(), other.patch()))
                        .toList();
        Feedback feedback = new Feedback(Feedback.Kind.CONFLICT, summary, findings, landed);
        return new Turn.Again(verdict.submission().next(feedback));
    }

    private static Turn stuck(Verdict.Approved verdict, String reason) {
        Feedback feedback = new Feedback(Feedback.Kind.HUMAN, reason, List.of(), List.of());
        return new Turn.Stuck(verdict.submission().next(feedback), reason, Optional.of(verdict.change()));
    }
}
