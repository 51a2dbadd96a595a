package dev.tandemwork.delivery;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.task.Task;

/** The node {@code propose}: opens the pull request of a change, or finds the one that is open. */
public final class ProposeNode {
    private final ScmClient scm;

    private ProposeNode(ScmClient scm) {
        this.scm = scm;
    }

    /** Returns the node. */
    public static Node<Submission.Changed, Proposal> of(ScmClient scm) {
        ProposeNode node = new ProposeNode(Delivery.guarded(scm));
        return Graph.node("propose", Submission.Changed.class, Proposal.class, node::propose)
                .timeout(Delivery.CALL_LIMIT)
                .retry(Retry.transientFailures(Delivery.ATTEMPTS));
    }

    private Proposal propose(Submission.Changed submission) {
        Task task = submission.attempt().task();
        Change change = submission.made();
        PullRequest pullRequest = scm.ensurePullRequest(new PullRequestSpec(
                change, task.title(), body(task, submission.trace().summary())));
        CommitId onto = scm.headOf(change.repository(), change.baseBranch());
        return new Proposal(submission, change.withPullRequest(pullRequest.ref()), pullRequest.author(), onto);
    }

    /** Returns the body of the pull request of a change, for who opens it in this node's stead. */
    public static String body(Task task, String summary) {
        return task.instructions() + "\n\n---\n" + summary + "\n";
    }
}
