package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.util.List;

/** Commits, on their own and as part of a pull request. */
final class CommitTypes {
    private final GraphType<Commit> commits;
    private final GraphType<Commit> inPulls;

    CommitTypes(Repository repository, Places places) {
        CheckTypes checks = new CheckTypes(repository, places);
        GraphType<Commit.Signature> actor = new GraphType<Commit.Signature>("GitActor")
                .with("name", Commit.Signature::name)
                .with("email", Commit.Signature::email)
                .with("date", Commit.Signature::date)
                .with("user", signature -> null);
        commits = new GraphType<Commit>("Commit", "GitObject", "Node")
                .with("id", commit -> Ids.node("Commit", repository.id() + ":" + commit.sha()))
                .with("oid", Commit::sha)
                .with("abbreviatedOid", commit -> commit.sha().substring(0, 7))
                .with("messageHeadline", Commit::headline)
                .with("messageBody", Commit::body)
                .with("message", Commit::message)
                .with("committedDate", commit -> commit.committer().date())
                .with("authoredDate", commit -> commit.author().date())
                .with("author", commit -> actor.of(commit.author()))
                .with("committer", commit -> actor.of(commit.committer()))
                .with("url", commit -> places.web() + "/" + repository.fullName() + "/commit/" + commit.sha())
                .with("statusCheckRollup", commit -> checks.of(commit.sha()))
                .given(
                        "authors",
                        (commit, arguments) ->
                                Connection.of("GitActorConnection", List.of(actor.of(commit.author())), arguments));
        inPulls = new GraphType<Commit>("PullRequestCommit", "Node")
                .with("id", commit -> Ids.node("PullRequestCommit", commit.sha()))
                .with("commit", commits::of);
    }

    GraphObject of(Commit commit) {
        return commits.of(commit);
    }

    GraphObject inPull(Commit commit) {
        return inPulls.of(commit);
    }
}
