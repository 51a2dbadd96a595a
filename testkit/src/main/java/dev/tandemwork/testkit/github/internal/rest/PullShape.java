package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.state.Gate;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.MergeOrder;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows pull requests. */
final class PullShape {
    private final Repository repository;
    private final UserShape users;
    private final RepositoryShape repositories;
    private final boolean modern;

    PullShape(Ask ask, Repository repository) {
        this(ask.hub(), ask.places(), repository, isModern(ask));
    }

    PullShape(Hub hub, Places places, Repository repository, boolean modern) {
        this.repository = repository;
        this.users = new UserShape(hub, places);
        this.repositories = new RepositoryShape(hub, places);
        this.modern = modern;
    }

    private static boolean isModern(Ask ask) {
        return ask.call()
                .header("x-github-api-version")
                .filter("2026-03-10"::equals)
                .isPresent();
    }

    String url(Pull pull) {
        return repositories.url(repository) + "/pulls/" + pull.number();
    }

    String page(Pull pull) {
        return repositories.page(repository) + "/pull/" + pull.number();
    }

    ObjectNode simple(Pull pull) {
        ObjectNode shown = Json.object()
                .put("url", url(pull))
                .put("id", pull.id())
                .put("node_id", pull.node())
                .put("number", pull.number())
                .put("state", pull.isOpen() ? "open" : "closed")
                .put("locked", false)
                .put("title", pull.title())
                .put("body", pull.body())
                .put("draft", pull.isDraft())
                .put("created_at", pull.created().toString())
                .put("updated_at", pull.updated().toString())
                .put("author_association", association(pull.author()));
        shown.set("user", users.simple(pull.author()));
        ends(shown, pull);
        addresses(shown, pull);
        people(shown);
        shown.set("labels", pull.labels().stream().map(label -> label(label)).collect(Json.toArray()));
        shown.set("head", branch(pull.headBranch(), pull.head()));
        shown.set("base", branch(pull.baseBranch(), pull.base()));
        pull.autoMerge()
                .ifPresentOrElse(order -> shown.set("auto_merge", auto(order)), () -> shown.putNull("auto_merge"));
        return shown;
    }

    private static void ends(ObjectNode shown, Pull pull) {
        Optional<Instant> merged = pull.ended().filter(end -> pull.state() == Pull.State.MERGED);
        pull.ended().ifPresentOrElse(end -> shown.put("closed_at", end.toString()), () -> shown.putNull("closed_at"));
        merged.ifPresentOrElse(end -> shown.put("merged_at", end.toString()), () -> shown.putNull("merged_at"));
    }

    private void people(ObjectNode shown) {
        shown.putNull("milestone").putNull("active_lock_reason");
        shown.putArray("assignees");
        shown.putArray("requested_reviewers");
        shown.putArray("requested_teams");
        if (!modern) {
            shown.putNull("assignee");
        }
    }

    private void addresses(ObjectNode shown, Pull pull) {
        String issue = repositories.url(repository) + "/issues/" + pull.number();
        shown.put("html_url", page(pull))
                .put("diff_url", page(pull) + ".diff")
                .put("patch_url", page(pull) + ".patch")
                .put("issue_url", issue)
                .put("commits_url", url(pull) + "/commits")
                .put("review_comments_url", url(pull) + "/comments")
                .put("review_comment_url", repositories.url(repository) + "/pulls/comments{/number}")
                .put("comments_url", issue + "/comments")
                .put("statuses_url", repositories.url(repository) + "/statuses/" + pull.head());
        ObjectNode links = shown.putObject("_links");
        links.putObject("self").put("href", url(pull));
        links.putObject("html").put("href", page(pull));
        links.putObject("issue").put("href", issue);
        links.putObject("comments").put("href", issue + "/comments");
        links.putObject("review_comments").put("href", url(pull) + "/comments");
        links.putObject("review_comment").put("href", repositories.url(repository) + "/pulls/comments{/number}");
        links.putObject("commits").put("href", url(pull) + "/commits");
        links.putObject("statuses").put("href", repositories.url(repository) + "/statuses/" + pull.head());
    }

    private String association(String login) {
        return association(repository, login);
    }

    static String association(Repository repository, String login) {
        if (login.equalsIgnoreCase(repository.owner())) {
            return "OWNER";
        }
        return login.endsWith("[bot]") ? "NONE" : "COLLABORATOR";
    }

    private ObjectNode branch(String name, String sha) {
        ObjectNode shown = Json.object()
                .put("label", repository.owner() + ":" + name)
                .put("ref", name)
                .put("sha", sha);
        shown.set("user", users.simple(repository.owner()));
        shown.set("repo", repositories.whole(repository));
        return shown;
    }

    private ObjectNode auto(MergeOrder order) {
        ObjectNode shown = Json.object()
                .put("merge_method", order.method().toLowerCase(Locale.ROOT))
                .put("commit_title", order.title().orElse(""))
                .put("commit_message", order.message().orElse(""));
        shown.set("enabled_by", users.simple(order.by()));
        return shown;
    }

    ObjectNode label(String name) {
        long id = 5000L + (name.hashCode() & 0xffff);
        return Json.object()
                .put("id", id)
                .put("node_id", Ids.node("Label", id))
                .put("url", repositories.url(repository) + "/labels/" + name)
                .put("name", name)
                .putNull("description")
                .put("color", "ededed")
                .put("default", false);
    }

    /** Returns it as a list shows it. */
    ObjectNode item(Pull pull) {
        return mergeCommit(simple(pull), pull, Optional.empty());
    }

    ObjectNode full(Pull pull, Gate.Verdict verdict) {
        List<ChangedFile> files = repository.pulls().files(pull);
        ObjectNode shown = mergeCommit(simple(pull), pull, verdict.mergeable());
        verdict.mergeable().ifPresentOrElse(is -> shown.put("mergeable", is), () -> shown.putNull("mergeable"));
        verdict.mergeable().ifPresentOrElse(is -> shown.put("rebaseable", is), () -> shown.putNull("rebaseable"));
        pull.landing()
                .ifPresentOrElse(
                        landing -> shown.set("merged_by", users.simple(landing.by())),
                        () -> shown.putNull("merged_by"));
        return shown.put("mergeable_state", verdict.state())
                .put("merged", pull.state() == Pull.State.MERGED)
                .put("comments", pull.comments().size())
                .put("review_comments", pull.remarks().size())
                .put("maintainer_can_modify", false)
                .put("commits", repository.pulls().commits(pull).size())
                .put(
                        "additions",
                        files.stream().mapToInt(ChangedFile::additions).sum())
                .put(
                        "deletions",
                        files.stream().mapToInt(ChangedFile::deletions).sum())
                .put("changed_files", files.size());
    }

    /** Before the merge, GitHub puts the commit of a trial merge here; the later version of its API puts none at all. */
    private ObjectNode mergeCommit(ObjectNode shown, Pull pull, Optional<Boolean> mergeable) {
        if (modern) {
            return shown;
        }
        Optional<String> trial =
                mergeable.filter(is -> is).map(is -> pull.head().replaceAll("^.{4}", "7e57"));
        pull.landing()
                .map(Pull.Landing::commit)
                .or(() -> trial)
                .ifPresentOrElse(
                        commit -> shown.put("merge_commit_sha", commit), () -> shown.putNull("merge_commit_sha"));
        return shown;
    }
}
