package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.access.GitHubApp;
import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.state.Check;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Status;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows checks, suites of checks and statuses. */
final class CheckShape {
    private final Hub hub;
    private final Places places;
    private final Repository repository;
    private final UserShape users;
    private final String url;
    private final String page;

    CheckShape(Ask ask, Repository repository) {
        this(ask.hub(), ask.places(), repository);
    }

    CheckShape(Hub hub, Places places, Repository repository) {
        this.hub = hub;
        this.places = places;
        this.repository = repository;
        this.users = new UserShape(hub, places);
        this.url = new RepositoryShape(hub, places).url(repository);
        this.page = new RepositoryShape(hub, places).page(repository);
    }

    ObjectNode run(Check check) {
        Check.Result result = check.result();
        ObjectNode shown = Json.object()
                .put("id", check.id())
                .put("node_id", Ids.node("CheckRun", check.id()))
                .put("head_sha", check.head())
                .put("name", check.name())
                .put("url", url + "/check-runs/" + check.id())
                .put("html_url", page + "/runs/" + check.id())
                .put("details_url", result.detailsUrl().orElse(page + "/runs/" + check.id()))
                .put("status", result.status())
                .put("conclusion", result.conclusion().orElse(null))
                .put("started_at", check.started().toString())
                .put("completed_at", result.completed().map(Object::toString).orElse(null))
                .put("external_id", check.externalId());
        shown.putObject("check_suite").put("id", suite(check));
        shown.putArray("pull_requests");
        shown.putObject("output")
                .put("title", result.title().orElse(null))
                .put("summary", result.summary().orElse(null))
                .putNull("text")
                .put("annotations_count", 0)
                .put("annotations_url", url + "/check-runs/" + check.id() + "/annotations");
        shown.set("app", app(check.app()));
        return shown;
    }

    private static long suite(Check check) {
        return (check.app() + check.head()).hashCode() & 0x7fffffffL;
    }

    private ObjectNode app(String login) {
        Optional<GitHubApp> known = hub.accounts().bot(login);
        String slug = login.replace("[bot]", "");
        long id = known.map(GitHubApp::id).orElseGet(() -> hub.ids().account(login));
        ObjectNode shown = Json.object()
                .put("id", id)
                .put("slug", slug)
                .put("node_id", Ids.node("App", id))
                .put("name", slug)
                .put("description", "")
                .put("external_url", places.web() + "/apps/" + slug)
                .put("html_url", places.web() + "/apps/" + slug)
                .put("created_at", repository.created().toString())
                .put("updated_at", repository.created().toString());
        shown.set("owner", users.simple(repository.owner()));
        shown.set("permissions", Json.of(known.map(GitHubApp::permissions).orElse(Map.of("checks", "write"))));
        shown.putArray("events");
        return shown;
    }

    ObjectNode suite(List<Check> runs) {
        Check first = runs.get(0);
        boolean done = runs.stream().allMatch(Check::isDone);
        boolean good = runs.stream().allMatch(Check::isGood);
        String own = url + "/check-suites/" + suite(first);
        ObjectNode shown = Json.object()
                .put("id", suite(first))
                .put("node_id", Ids.node("CheckSuite", suite(first)))
                .putNull("head_branch")
                .put("head_sha", first.head())
                .put("status", done ? "completed" : "in_progress")
                .put("url", own)
                .putNull("before")
                .put("after", first.head())
                .put("created_at", first.started().toString())
                .put("updated_at", first.started().toString())
                .put("latest_check_runs_count", runs.size())
                .put("check_runs_url", own + "/check-runs");
        shown.put("conclusion", done ? (good ? "success" : "failure") : null);
        shown.putArray("pull_requests");
        shown.set("app", app(first.app()));
        shown.set("repository", new RepositoryShape(hub, places).minimal(repository));
        shown.set("head_commit", simple(repository.git().commit(first.head())));
        return shown;
    }

    private static ObjectNode simple(Commit commit) {
        ObjectNode shown = Json.object()
                .put("id", commit.sha())
                .put("tree_id", commit.tree())
                .put("message", commit.message())
                .put("timestamp", commit.committer().date());
        shown.putObject("author")
                .put("name", commit.author().name())
                .put("email", commit.author().email());
        shown.putObject("committer")
                .put("name", commit.committer().name())
                .put("email", commit.committer().email());
        return shown;
    }

    ObjectNode simple(Status status) {
        return Json.object()
                .put("url", url + "/statuses/" + status.sha())
                .put("avatar_url", places.web() + "/avatars/" + status.creator())
                .put("id", status.id())
                .put("node_id", Ids.node("StatusContext", status.id()))
                .put("state", status.state())
                .put("description", status.description().orElse(null))
                .put("target_url", status.targetUrl().orElse(null))
                .put("context", status.context())
                .put("created_at", status.created().toString())
                .put("updated_at", status.created().toString());
    }

    ObjectNode status(Status status) {
        ObjectNode shown = simple(status);
        shown.set("creator", users.simple(status.creator()));
        return shown;
    }

    /** Where nothing was said yet, the sum is "pending". */
    ObjectNode combined(String sha, List<Status> statuses) {
        boolean bad = statuses.stream().anyMatch(status -> status.state().matches("error|failure"));
        boolean good = !statuses.isEmpty()
                && statuses.stream().allMatch(status -> status.state().equals("success"));
        ObjectNode shown = Json.object()
                .put("state", bad ? "failure" : good ? "success" : "pending")
                .put("sha", sha)
                .put("total_count", statuses.size())
                .put("commit_url", url + "/commits/" + sha)
                .put("url", url + "/commits/" + sha + "/status");
        shown.set("repository", new RepositoryShape(hub, places).minimal(repository));
        return shown;
    }
}
