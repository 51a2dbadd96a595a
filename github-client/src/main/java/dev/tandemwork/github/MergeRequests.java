package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a host to merge: in the background where it can, and at once elsewhere. */
final class MergeRequests {
    private static final int BAD = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    private final Api api;
    private final Pulls pulls;
    private final BaseRules rules;
    private final Queue queue;
    private final AtomicBoolean isOldHost = new AtomicBoolean();

    MergeRequests(Api api, Pulls pulls, BaseRules rules, Queue queue) {
        this.api = api;
        this.pulls = pulls;
        this.rules = rules;
        this.queue = queue;
    }

    /** Returns whether the host is one that merges in the background, as far as is known. */
    boolean areInBackground() {
        return !isOldHost.get();
    }

    Answer send(PullView view, MergeSpec spec) {
        return api.onceAfterLook(
                () -> merged(view.ref()), () -> isOldHost.get() ? atOnce(view, spec) : inBackground(view, spec));
    }

    private Optional<Answer> merged(PullRequestRef ref) {
        PullView view = pulls.view(ref);
        return view.state() == PullRequest.State.MERGED
                ? pulls.mergeCommit(view).map(Answer.Done::new)
                : Optional.empty();
    }

    private Answer inBackground(PullView view, MergeSpec spec) {
        ObjectNode body = body(spec).put("merge_action", "default");
        if (!rules.of(view.ref().repository(), view.baseBranch()).isQueued()) {
            body.put("merge_method", "squash");
        }
        Call call = Call.content(Verb.PUT, Pulls.path(view.ref(), "/merge-async"), body, Priority.MERGE);
        Reply reply = api.send(call);
        return switch (reply.status()) {
            case NOT_FOUND -> onOldHost(view, spec);
            case CONFLICT -> adopt(view.ref(), spec, reply.json());
            case BAD -> new Answer.No(reply.json().at("/details/message").asText("it can't be merged as it is"));
            case FORBIDDEN, NOT_ALLOWED, INVALID -> refusal(call, reply);
            default -> follow(view.ref(), good(call, reply));
        };
    }

    private static ObjectNode body(MergeSpec spec) {
        return Json.object()
                .put("sha", spec.expectedHead().hex())
                .put("commit_title", spec.title())
                .put("commit_message", spec.body());
    }

    private static JsonNode good(Call call, Reply reply) {
        if (!reply.isGood()) {
            throw Api.refusal(call, reply);
        }
        return reply.json();
    }

    /** The pull request was there a moment ago, so it is the way of asking that is not. */
    private Answer onOldHost(PullView view, MergeSpec spec) {
        isOldHost.set(true);
        return atOnce(view, spec);
    }

    /** Somebody has asked before: this client, whose answer was lost, or another one, for another commit perhaps. */
    private Answer adopt(PullRequestRef ref, MergeSpec spec, JsonNode json) {
        String expected = json.at("/details/expected_head_sha").asText();
        return expected.equals(spec.expectedHead().hex())
                ? follow(ref, json)
                : new Answer.Later("another request to merge it is under way, for " + expected);
    }

    private Answer follow(PullRequestRef ref, JsonNode first) {
        Optional<Answer> answer = answer(first);
        String uuid = first.at("/details/uuid").asText();
        return answer.or(() -> api.poll(() -> answer(result(ref, uuid))))
                .orElseGet(() -> new Answer.Later("the host is merging it"));
    }

    private JsonNode result(PullRequestRef ref, String uuid) {
        String path = Pulls.path(ref, "/merge-async/" + RepositoryName.query(uuid));
        return api.json(Call.get(path, Priority.MERGE).fresh());
    }

    private static Optional<Answer> answer(JsonNode json) {
        JsonNode details = json.path("details");
        String message = details.path("message").asText();
        return switch (json.path("status").asText()) {
            case "merged" ->
                Optional.of(new Answer.Done(new CommitId(details.path("sha").asText())));
            case "enqueued" -> Optional.of(new Answer.Later("it is in the merge queue"));
            case "failed" -> Optional.of(new Answer.No(message));
            default -> Optional.empty();
        };
    }

    private Answer atOnce(PullView view, MergeSpec spec) {
        JsonNode body = body(spec).put("merge_method", "squash");
        Call call = Call.content(Verb.PUT, Pulls.path(view.ref(), "/merge"), body, Priority.MERGE);
        Reply reply = api.send(call);
        return switch (reply.status()) {
            case CONFLICT -> new Answer.No("head branch was modified: " + reply.message());
            case NOT_ALLOWED ->
                Refusals.isOfQueue(reply.message()) ? queue.enqueue(view, spec) : new Answer.No(reply.message());
            case FORBIDDEN, INVALID -> refusal(call, reply);
            default ->
                new Answer.Done(new CommitId(good(call, reply).path("sha").asText()));
        };
    }

    /** A rule of the host is a refusal of this merge; a token that may not merge is a failure. */
    private static Answer refusal(Call call, Reply reply) {
        if (reply.status() == FORBIDDEN && reply.message().startsWith("Resource not accessible")) {
            throw Api.refusal(call, reply);
        }
        return new Answer.No(reply.message());
    }
}
