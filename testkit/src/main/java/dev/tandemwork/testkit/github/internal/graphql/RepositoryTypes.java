package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Repositories. */
final class RepositoryTypes {
    private final Places places;
    private final String viewer;
    private final AccountTypes accounts;

    RepositoryTypes(Places places, String viewer) {
        this.places = places;
        this.viewer = viewer;
        this.accounts = new AccountTypes(places);
    }

    GraphObject of(Repository repository) {
        return type(repository).of(repository);
    }

    PullTypes pulls(Repository repository) {
        return new PullTypes(repository, places, viewer);
    }

    GraphType<Repository> type(Repository repository) {
        GraphType<String> branch = new GraphType<String>("Ref", "Node")
                .with("id", name -> Ids.node("Ref", repository.id() + ":" + name))
                .with("name", name -> name)
                .with("prefix", name -> "refs/heads/");
        GraphType<Repository> type = new GraphType<Repository>("Repository", "Node")
                .with("id", found -> Ids.node("Repository", found.id()))
                .with("databaseId", Repository::id)
                .with("name", Repository::name)
                .with("nameWithOwner", Repository::fullName)
                .with("owner", found -> accounts.of(found.owner()))
                .with("url", found -> places.web() + "/" + found.fullName())
                .with("description", found -> "")
                .with("isPrivate", found -> found.settings().isPrivate())
                .with("isArchived", found -> found.settings().isArchived())
                .with("defaultBranchRef", found -> branch.of("main"))
                .with("parent", found -> null)
                .with("viewerPermission", this::permission);
        switches(type);
        return lists(type);
    }

    private static void switches(GraphType<Repository> type) {
        type.with("hasIssuesEnabled", found -> true)
                .with("hasWikiEnabled", found -> true)
                .with("mergeCommitAllowed", found -> true)
                .with("squashMergeAllowed", found -> true)
                .with("rebaseMergeAllowed", found -> false)
                .with("autoMergeAllowed", found -> found.settings().allowsAutoMerge())
                .with("deleteBranchOnMerge", found -> found.settings().deletesMerged())
                .with("viewerDefaultMergeMethod", found -> "SQUASH");
    }

    private String permission(Repository repository) {
        return viewer.equalsIgnoreCase(repository.owner())
                ? "ADMIN"
                : repository.settings().level(viewer).toUpperCase(Locale.ROOT);
    }

    private GraphType<Repository> lists(GraphType<Repository> type) {
        return type.given(
                        "pullRequest",
                        (found, arguments) -> pulls(found)
                                .byNumber(arguments.number("number", 0))
                                .orElseThrow(() -> new GraphError(
                                        "Could not resolve to a PullRequest with the number of "
                                                + arguments.number("number", 0) + ".",
                                        "NOT_FOUND")))
                .given("issueOrPullRequest", (found, arguments) -> pulls(found).byNumber(arguments.number("number", 0)))
                .given(
                        "pullRequests",
                        (found, arguments) -> Connection.of("PullRequestConnection", list(found, arguments), arguments))
                .given(
                        "labels",
                        (found, arguments) -> Connection.of(
                                "LabelConnection",
                                found.pulls().all().stream()
                                        .flatMap(pull -> pull.labels().stream())
                                        .distinct()
                                        .map(pulls(found)::label)
                                        .toList(),
                                arguments));
    }

    private List<GraphObject> list(Repository repository, Arguments arguments) {
        List<String> states = arguments.texts("states");
        Predicate<Pull> wanted =
                pull -> states.isEmpty() || states.contains(pull.state().name());
        List<Pull> found = new ArrayList<>(repository.pulls().all().stream()
                .filter(wanted)
                .filter(pull -> arguments
                        .text("headRefName")
                        .filter(name -> !name.equals(pull.headBranch()))
                        .isEmpty())
                .filter(pull -> arguments
                        .text("baseRefName")
                        .filter(name -> !name.equals(pull.baseBranch()))
                        .isEmpty())
                .toList());
        found.sort(Comparator.comparingInt(Pull::number).reversed());
        return found.stream().map(pulls(repository)::look).toList();
    }
}
