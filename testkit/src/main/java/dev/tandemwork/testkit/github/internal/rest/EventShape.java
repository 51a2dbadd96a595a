package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.state.Check;
import dev.tandemwork.testkit.github.internal.state.Comment;
import dev.tandemwork.testkit.github.internal.state.Gate;
import dev.tandemwork.testkit.github.internal.state.Happening;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Review;
import dev.tandemwork.testkit.github.internal.state.Status;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows what has happened, as webhooks carry it. */
public final class EventShape {
    private static final Gate.Verdict UNKNOWN = new Gate.Verdict(Optional.empty(), "unknown");

    private final Hub hub;
    private final Places places;

    /** Shows it with links that lead to {@code places}. */
    public EventShape(Hub hub, Places places) {
        this.hub = hub;
        this.places = places;
    }

    /** Returns the body of a webhook. */
    public ObjectNode of(Happening happening) {
        Repository repository = happening.repository();
        ObjectNode shown = Json.object();
        if (!happening.action().isEmpty()) {
            shown.put("action", happening.action());
        }
        happening.pull().ifPresent(pull -> pull(shown, happening, pull));
        happening.details().forEach((name, detail) -> detail(shown, happening, name, detail));
        push(shown, happening);
        shown.set("repository", new RepositoryShape(hub, places).whole(repository));
        shown.set("sender", new UserShape(hub, places).simple(happening.sender()));
        return shown;
    }

    private void pull(ObjectNode shown, Happening happening, Pull pull) {
        PullShape shape = new PullShape(hub, places, happening.repository(), false);
        if (happening.event().equals("issue_comment")) {
            ObjectNode issue =
                    shown.putObject("issue").put("number", pull.number()).put("title", pull.title());
            issue.putObject("pull_request").put("url", shape.url(pull));
        } else if (happening.event().equals("merge_group")) {
            shown.putObject("merge_group")
                    .put("head_sha", pull.head())
                    .put("head_ref", "refs/heads/gh-readonly-queue/" + pull.baseBranch() + "/pr-" + pull.number())
                    .put("base_sha", pull.base())
                    .put("base_ref", "refs/heads/" + pull.baseBranch());
        } else {
            shown.put("number", pull.number());
            shown.set("pull_request", shape.full(pull, UNKNOWN));
        }
    }

    private void detail(ObjectNode shown, Happening happening, String name, Object detail) {
        Repository repository = happening.repository();
        if (detail instanceof Check check) {
            shown.set("check_run", new CheckShape(hub, places, repository).run(check));
        } else if (detail instanceof Status status) {
            status(shown, repository, status);
        } else if (detail instanceof Review review) {
            ObjectNode inner = new ReviewShape(hub, places, repository)
                    .review(happening.pull().orElseThrow(), review);
            shown.set("review", inner.put("state", review.state().name().toLowerCase(Locale.ROOT)));
        } else if (detail instanceof Comment comment) {
            shown.set(
                    "comment",
                    new ReviewShape(hub, places, repository)
                            .comment(happening.pull().orElseThrow(), comment));
        } else {
            shown.put(name, detail.toString());
        }
    }

    private static void status(ObjectNode shown, Repository repository, Status status) {
        shown.put("id", status.id())
                .put("sha", status.sha())
                .put("name", repository.fullName())
                .put("context", status.context())
                .put("state", status.state())
                .put("description", status.description().orElse(null))
                .put("target_url", status.targetUrl().orElse(null));
    }

    private static void push(ObjectNode shown, Happening happening) {
        if (!happening.event().equals("push")) {
            return;
        }
        Map<String, Object> details = happening.details();
        String before = details.getOrDefault("before", "").toString();
        String after = details.getOrDefault("after", "").toString();
        String none = "0".repeat(40);
        shown.remove("branch");
        shown.put("ref", "refs/heads/" + details.get("branch"))
                .put("before", before.isEmpty() ? none : before)
                .put("after", after.isEmpty() ? none : after)
                .put("created", before.isEmpty())
                .put("deleted", after.isEmpty());
        if (!after.isEmpty()) {
            Commit head = happening.repository().git().commit(after);
            shown.putObject("head_commit").put("id", after).put("message", head.message());
        }
    }
}
