package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Visibility;
import dev.tandemwork.testkit.github.internal.state.Comment;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.MergeOrder;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.PullDraft;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Review;
import dev.tandemwork.testkit.github.internal.state.ReviewDraft;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What can be changed. */
final class Mutations {
    private final Ask ask;
    private final Nodes nodes;
    private final GraphType<Hub> root = new GraphType<>("Mutation");

    Mutations(Ask ask) {
        this.ask = ask;
        this.nodes = new Nodes(ask);
    }

    GraphObject root() {
        root.given("createPullRequest", (hub, arguments) -> refusing(() -> create(arguments.input())));
        on("updatePullRequest", "pullRequestId", this::update);
        on("closePullRequest", "pullRequestId", (found, input) -> {
            found.repository().pulls().close(found.pull(), me());
            return pull(found);
        });
        on("reopenPullRequest", "pullRequestId", (found, input) -> {
            found.repository().pulls().reopen(found.pull(), me());
            return pull(found);
        });
        on("markPullRequestReadyForReview", "pullRequestId", (found, input) -> ready(found, true));
        on("convertPullRequestToDraft", "pullRequestId", (found, input) -> ready(found, false));
        merges();
        talk();
        return root.of(ask.hub());
    }

    private void merges() {
        on("mergePullRequest", "pullRequestId", (found, input) -> {
            found.repository().merging().merge(found.pull(), order(input));
            return pull(found);
        });
        on("enablePullRequestAutoMerge", "pullRequestId", (found, input) -> {
            found.repository().merging().autoMerge(found.pull(), order(input));
            return pull(found);
        });
        on("disablePullRequestAutoMerge", "pullRequestId", (found, input) -> {
            found.repository().merging().cancelAutoMerge(found.pull());
            return pull(found);
        });
        on("enqueuePullRequest", "pullRequestId", this::enqueue);
        on("dequeuePullRequest", "id", (found, input) -> {
            found.repository().merging().dequeue(found.pull());
            return entry(found);
        });
        on("updatePullRequestBranch", "pullRequestId", (found, input) -> {
            found.repository().merging().update(found.pull(), input.text("expectedHeadOid"), me());
            return pull(found);
        });
    }

    private void talk() {
        on("addComment", "subjectId", this::comment);
        on("addPullRequestReview", "pullRequestId", this::review);
        on("addLabelsToLabelable", "labelableId", this::label);
    }

    private void on(String name, String subject, BiFunction<Nodes.Located, Arguments, GraphObject> change) {
        root.given(
                name,
                (hub, arguments) -> refusing(() -> {
                    Nodes.Located found = nodes.pull(arguments.input().require(subject));
                    requireAccess(found.repository());
                    return change.apply(found, arguments.input());
                }));
    }

    private GraphObject refusing(Supplier<GraphObject> change) {
        try {
            return change.get();
        } catch (Problem problem) {
            throw new GraphError(String.valueOf(problem.getMessage()), "UNPROCESSABLE");
        }
    }

    private void requireAccess(Repository repository) {
        if (!Visibility.isWritable(repository, ask.caller()) || !ask.caller().may("pull_requests=write")) {
            throw new GraphError(
                    ask.caller().isBot()
                            ? "Resource not accessible by integration"
                            : "Resource not accessible by personal access token",
                    "FORBIDDEN");
        }
    }

    private GraphObject create(Arguments input) {
        Repository repository = nodes.repository(input.require("repositoryId"));
        requireAccess(repository);
        PullDraft draft = new PullDraft(
                input.require("title"),
                input.text("body").orElse(""),
                input.require("headRefName").replaceFirst("^" + repository.owner() + ":", ""),
                input.require("baseRefName"),
                input.flag("draft"));
        return pull(new Nodes.Located(repository, repository.pulls().open(draft, me())));
    }

    private GraphObject update(Nodes.Located found, Arguments input) {
        found.repository().pulls().edit(found.pull(), input.text("title"), input.text("body"));
        input.text("baseRefName").ifPresent(base -> found.repository().pulls().retarget(found.pull(), base));
        return pull(found);
    }

    private GraphObject ready(Nodes.Located found, boolean isReady) {
        found.repository().pulls().ready(found.pull(), isReady);
        return pull(found);
    }

    private MergeOrder order(Arguments input) {
        return new MergeOrder(
                me(),
                input.text("mergeMethod").orElse("MERGE").toLowerCase(Locale.ROOT),
                input.text("expectedHeadOid"),
                input.text("commitHeadline"),
                input.text("commitBody"));
    }

    private GraphObject enqueue(Nodes.Located found, Arguments input) {
        if (!found.repository().gate().isQueued(found.pull())) {
            throw new GraphError("Pull request base branch has no merge queue", "UNPROCESSABLE");
        }
        MergeOrder order = order(input);
        found.repository()
                .merging()
                .enqueue(
                        found.pull(),
                        new MergeOrder(me(), "squash", order.expectedHead(), order.title(), order.message()));
        return entry(found);
    }

    private GraphObject entry(Nodes.Located found) {
        GraphType<Pull> entry = new GraphType<Pull>("MergeQueueEntry")
                .with("id", queued -> Ids.node("MergeQueueEntry", queued.id()))
                .with("position", queued -> 1)
                .with("state", queued -> "AWAITING_CHECKS");
        return new GraphType<Pull>("EnqueuePullRequestPayload")
                .with("mergeQueueEntry", entry::of)
                .with("clientMutationId", queued -> null)
                .of(found.pull());
    }

    private GraphObject comment(Nodes.Located found, Arguments input) {
        Comment comment = found.repository().pulls().comment(found.pull(), input.require("body"), me());
        GraphType<Comment> edge = new GraphType<Comment>("IssueCommentEdge")
                .with("node", added -> pulls(found).talk(found.pull()).of(added));
        return new GraphType<Comment>("AddCommentPayload")
                .with("commentEdge", edge::of)
                .with("clientMutationId", added -> null)
                .of(comment);
    }

    private GraphObject review(Nodes.Located found, Arguments input) {
        Review.State state = input.text("event").map(Mutations::state).orElse(Review.State.PENDING);
        String commit = input.text("commitOID").orElse(found.pull().head());
        ReviewDraft draft = new ReviewDraft(commit, state, input.text("body").orElse(""), List.of());
        Review review = found.repository().reviews().add(found.pull(), ask.caller(), draft);
        return new GraphType<Review>("AddPullRequestReviewPayload")
                .with(
                        "pullRequestReview",
                        added -> pulls(found).talk(found.pull()).of(added))
                .with("clientMutationId", added -> null)
                .of(review);
    }

    private static Review.State state(String event) {
        return switch (event) {
            case "APPROVE" -> Review.State.APPROVED;
            case "REQUEST_CHANGES" -> Review.State.CHANGES_REQUESTED;
            case "COMMENT" -> Review.State.COMMENTED;
            default -> throw new GraphError("Argument 'event' has an invalid value (" + event + ").");
        };
    }

    private GraphObject label(Nodes.Located found, Arguments input) {
        List<String> labels = new ArrayList<>(found.pull().labels());
        input.texts("labelIds").forEach(id -> labels.add(Ids.parse(id)[1].replaceFirst("^\\d+:", "")));
        found.repository().pulls().label(found.pull(), labels);
        return new GraphType<Pull>("AddLabelsToLabelablePayload")
                .with("labelable", pulls(found)::of)
                .with("__typename", labelled -> "AddLabelsToLabelablePayload")
                .of(found.pull());
    }

    private GraphObject pull(Nodes.Located found) {
        return new GraphType<Pull>("PullRequestPayload")
                .with("pullRequest", pulls(found)::of)
                .with("clientMutationId", changed -> null)
                .of(found.pull());
    }

    private PullTypes pulls(Nodes.Located found) {
        return new RepositoryTypes(ask.places(), me()).pulls(found.repository());
    }

    private String me() {
        return ask.caller().login();
    }
}
