package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.state.Gate;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.MergeOrder;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pull requests of one repository. */
final class PullTypes {
    private final Repository repository;
    private final Places places;
    private final AccountTypes accounts;
    private final CommitTypes commits;
    private final String viewer;
    private final GraphType<String> labels;
    private final GraphType<ChangedFile> files = new GraphType<ChangedFile>("PullRequestChangedFile")
            .with("path", ChangedFile::path)
            .with("additions", ChangedFile::additions)
            .with("deletions", ChangedFile::deletions)
            .with("changeType", file -> file.status().toUpperCase(Locale.ROOT));
    private final GraphType<Pull> pulls = new GraphType<>("PullRequest", "Node", "Comment", "Assignable", "Labelable");

    PullTypes(Repository repository, Places places, String viewer) {
        this.repository = repository;
        this.places = places;
        this.viewer = viewer;
        this.accounts = new AccountTypes(places);
        this.commits = new CommitTypes(repository, places);
        this.labels = new GraphType<String>("Label", "Node")
                .with("id", label -> Ids.node("Label", repository.id() + ":" + label))
                .with("name", label -> label)
                .with("description", label -> "")
                .with("color", label -> "ededed");
        text();
        branches();
        fate();
        people();
        talk();
        content();
    }

    GraphObject of(Pull pull) {
        return pulls.of(pull);
    }

    GraphType<Pull> type() {
        return pulls;
    }

    GraphObject label(String label) {
        return labels.of(label);
    }

    TalkTypes talk(Pull pull) {
        return new TalkTypes(accounts, page(pull), viewer);
    }

    private String page(Pull pull) {
        return places.web() + "/" + repository.fullName() + "/pull/" + pull.number();
    }

    private void text() {
        pulls.with("id", Pull::node)
                .with("databaseId", Pull::id)
                .with("number", Pull::number)
                .with("url", this::page)
                .with("title", Pull::title)
                .with("body", Pull::body)
                .with("createdAt", pull -> pull.created().toString())
                .with("updatedAt", pull -> pull.updated().toString())
                .with("locked", pull -> false)
                .with("isDraft", Pull::isDraft);
    }

    private void branches() {
        GraphType<Repository> head = new GraphType<Repository>("Repository", "Node")
                .with("id", found -> Ids.node("Repository", found.id()))
                .with("name", Repository::name)
                .with("nameWithOwner", Repository::fullName)
                .with("owner", found -> accounts.of(found.owner()));
        pulls.with("headRefName", Pull::headBranch)
                .with("headRefOid", Pull::head)
                .with("headRepository", pull -> head.of(repository))
                .with("headRepositoryOwner", pull -> accounts.of(repository.owner()))
                .with("baseRefName", Pull::baseBranch)
                .with("baseRefOid", Pull::base)
                .with("baseRepository", pull -> head.of(repository))
                .with("isCrossRepository", pull -> false)
                .with("maintainerCanModify", pull -> false);
    }

    private void fate() {
        GraphType<String> oid = new GraphType<String>("Commit").with("oid", sha -> sha);
        pulls.with("state", Pull::state)
                .with("closed", pull -> !pull.isOpen())
                .with("closedAt", pull -> pull.ended().map(Object::toString))
                .with("merged", pull -> pull.state() == Pull.State.MERGED)
                .with(
                        "mergedAt",
                        pull -> pull.ended()
                                .filter(end -> pull.state() == Pull.State.MERGED)
                                .map(Object::toString))
                .with("mergedBy", pull -> pull.landing().map(landing -> accounts.of(landing.by())))
                .with("mergeCommit", pull -> pull.landing().map(landing -> oid.of(landing.commit())))
                .with("potentialMergeCommit", pull -> null)
                .with("mergeable", pull -> mergeable(repository.gate().look(pull)))
                .with(
                        "mergeStateStatus",
                        pull -> repository.gate().look(pull).state().toUpperCase(Locale.ROOT))
                .with("reviewDecision", pull -> repository.gate().decision(pull))
                .with("isInMergeQueue", pull -> pull.queued().isPresent())
                .with("isMergeQueueEnabled", pull -> repository.gate().isQueued(pull))
                .with("autoMergeRequest", pull -> pull.autoMerge().map(this::auto));
    }

    private GraphObject auto(MergeOrder order) {
        return new GraphType<MergeOrder>("AutoMergeRequest")
                .with("authorEmail", asked -> null)
                .with("commitHeadline", MergeOrder::title)
                .with("commitBody", MergeOrder::message)
                .with("mergeMethod", asked -> asked.method().toUpperCase(Locale.ROOT))
                .with("enabledAt", asked -> null)
                .with("enabledBy", asked -> accounts.of(asked.by()))
                .of(order);
    }

    private static String mergeable(Gate.Verdict verdict) {
        return verdict.mergeable().map(is -> is ? "MERGEABLE" : "CONFLICTING").orElse("UNKNOWN");
    }

    private void people() {
        pulls.with("author", pull -> accounts.of(pull.author()))
                .with("authorAssociation", pull -> "COLLABORATOR")
                .with("milestone", pull -> null)
                .with("reactionGroups", pull -> List.of())
                .given("assignees", (pull, arguments) -> Connection.of("UserConnection", List.of(), arguments))
                .given(
                        "reviewRequests",
                        (pull, arguments) -> Connection.of("ReviewRequestConnection", List.of(), arguments))
                .given(
                        "projectCards",
                        (pull, arguments) -> Connection.of("ProjectCardConnection", List.of(), arguments))
                .given(
                        "projectItems",
                        (pull, arguments) -> Connection.of("ProjectV2ItemConnection", List.of(), arguments))
                .given(
                        "labels",
                        (pull, arguments) -> Connection.of(
                                "LabelConnection",
                                pull.labels().stream().map(labels::of).toList(),
                                arguments));
    }

    private void talk() {
        pulls.given(
                        "comments",
                        (pull, arguments) -> Connection.of(
                                "IssueCommentConnection",
                                pull.comments().stream().map(talk(pull)::of).toList(),
                                arguments))
                .given(
                        "reviews",
                        (pull, arguments) -> Connection.of(
                                "PullRequestReviewConnection",
                                pull.reviews().stream().map(talk(pull)::of).toList(),
                                arguments))
                .given(
                        "latestReviews",
                        (pull, arguments) -> Connection.of(
                                "PullRequestReviewConnection",
                                pull.verdicts().stream().map(talk(pull)::of).toList(),
                                arguments));
    }

    private void content() {
        pulls.with(
                        "additions",
                        pull -> files(pull).stream()
                                .mapToInt(ChangedFile::additions)
                                .sum())
                .with(
                        "deletions",
                        pull -> files(pull).stream()
                                .mapToInt(ChangedFile::deletions)
                                .sum())
                .with("changedFiles", pull -> files(pull).size())
                .given(
                        "files",
                        (pull, arguments) -> Connection.of(
                                "PullRequestChangedFileConnection",
                                files(pull).stream().map(files::of).toList(),
                                arguments))
                .given(
                        "commits",
                        (pull, arguments) -> Connection.of(
                                "PullRequestCommitConnection",
                                commits(pull).stream().map(commits::inPull).toList(),
                                arguments))
                .with("statusCheckRollup", pull -> new CheckTypes(repository, places).of(pull.head()));
    }

    private List<ChangedFile> files(Pull pull) {
        return repository.pulls().files(pull);
    }

    private List<Commit> commits(Pull pull) {
        return repository.pulls().commits(pull);
    }

    Optional<GraphObject> byNumber(int number) {
        return repository.pulls().find(number).map(this::look);
    }

    /** Returns a pull request after a look at it: what is late comes nearer. */
    GraphObject look(Pull pull) {
        repository.merging().look(pull);
        return of(pull);
    }
}
