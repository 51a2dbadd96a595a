package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.MergeOrder;
import dev.tandemwork.testkit.github.internal.state.MergeRequest;
import dev.tandemwork.testkit.github.internal.state.Merging;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.Locale;
import java.util.Optional;

/** Merges pull requests, at once or later. */
final class MergeEndpoints {
    private static final String PULL = "/repos/{owner}/{repo}/pulls/{number}";

    private MergeEndpoints() {}

    static void on(Routes routes) {
        Needs merge = Needs.permission("contents=write");
        routes.on("GET " + PULL + "/merge", Needs.permission("pull_requests=read"), MergeEndpoints::isMerged)
                .on("PUT " + PULL + "/merge", merge.notifying(), MergeEndpoints::merge)
                .on("PUT " + PULL + "/merge-async", merge.notifying(), MergeEndpoints::request)
                .on("GET " + PULL + "/merge-async/{uuid}", Needs.permission("contents=read"), MergeEndpoints::result)
                .on("PUT " + PULL + "/update-branch", Needs.permission("pull_requests=write"), MergeEndpoints::update);
    }

    private static Answer isMerged(Ask ask) {
        if (ask.pull().state() != Pull.State.MERGED) {
            throw Problem.notFound();
        }
        return Answer.empty(204);
    }

    private static Answer merge(Ask ask) {
        String commit = ask.repository().merging().merge(ask.pull(), order(ask, "merge"));
        return Answer.ok(Json.object()
                .put("sha", commit)
                .put("merged", true)
                .put("message", "Pull Request successfully merged"));
    }

    private static MergeOrder order(Ask ask, String usual) {
        String method = ask.text("merge_method").orElse(usual);
        if (!method.matches("merge|squash|rebase")) {
            throw Problem.field("PullRequest", "merge_method", "invalid");
        }
        return new MergeOrder(
                ask.caller().login(), method, ask.text("sha"), ask.text("commit_title"), ask.text("commit_message"));
    }

    private static Answer request(Ask ask) {
        Pull pull = ask.pull();
        Merging merging = ask.repository().merging();
        if (pull.landing().isPresent()) {
            return Answer.ok(done(
                    "merged", "Pull request is already merged.", pull.landing().map(Pull.Landing::commit)));
        }
        if (pull.queued().isPresent()) {
            return Answer.ok(done("enqueued", "Pull request is already in the merge queue.", Optional.empty()));
        }
        if (!pull.isOpen() || pull.isDraft()) {
            String reason = pull.isDraft() ? "Pull request is still a draft." : "Pull request is closed.";
            return Answer.json(400, done("failed", reason, Optional.empty()));
        }
        Optional<MergeRequest> pending = merging.pending(pull);
        if (pending.isPresent()) {
            return Answer.json(409, pending(pending.get(), "A merge request already exists for this pull request."));
        }
        MergeRequest made = merging.request(
                pull, order(ask, "merge"), ask.text("merge_action").orElse("default"));
        return Answer.json(202, pending(made, "Merge request enqueued."));
    }

    private static Answer result(Ask ask) {
        Pull pull = ask.pull();
        Merging merging = ask.repository().merging();
        merging.look(pull);
        MergeRequest request = merging.request(ask.parameter("uuid"))
                .filter(found -> found.pull() == pull.number())
                .orElseThrow(Problem::notFound);
        if (request.status() == MergeRequest.Status.ENQUEUED && !pull.isOpen()) {
            return Answer.ok(
                    done("merged", "Pull request was merged.", pull.landing().map(Pull.Landing::commit)));
        }
        String status = request.status().name().toLowerCase(Locale.ROOT);
        return Answer.ok(
                request.status() == MergeRequest.Status.PENDING
                        ? pending(request, request.message())
                        : done(status, request.message(), request.sha()));
    }

    private static ObjectNode pending(MergeRequest request, String message) {
        ObjectNode shown = Json.object().put("status", "pending");
        shown.putObject("details")
                .put("message", message)
                .put("uuid", request.uuid())
                .put("merge_method", request.order().method())
                .put("merge_action", request.action())
                .put("expected_head_sha", request.order().expectedHead().orElse(""));
        return shown;
    }

    private static ObjectNode done(String status, String message, Optional<String> sha) {
        ObjectNode shown = Json.object().put("status", status);
        ObjectNode details = shown.putObject("details").put("message", message);
        sha.ifPresent(commit -> details.put("sha", commit));
        return shown;
    }

    private static Answer update(Ask ask) {
        ask.repository()
                .merging()
                .update(ask.pull(), ask.text("expected_head_sha"), ask.caller().login());
        return Answer.json(
                202,
                Json.object()
                        .put("message", "Updating pull request branch.")
                        .put("url", new PullShape(ask, ask.repository()).page(ask.pull())));
    }
}
