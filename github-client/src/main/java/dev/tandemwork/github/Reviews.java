package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.github.diff.Patch;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.Event;
import dev.tandemwork.scm.ReviewReceipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Publishes reviews, and says which of those that are there stand against a merge. */
final class Reviews {
    private static final int INVALID = 422;

    private final Api api;
    private final Pulls pulls;
    private final Diffs diffs;
    private final Supplier<String> identity;

    Reviews(Api api, Pulls pulls, Diffs diffs, Supplier<String> identity) {
        this.api = api;
        this.pulls = pulls;
        this.diffs = diffs;
        this.identity = identity;
    }

    /** Publishes a review, once for each key. */
    ReviewReceipt publish(PullRequestRef ref, ReviewDraft draft) {
        Marker marker = new Marker("review", draft.key());
        return api.once(() -> find(ref, marker), () -> create(ref, draft, marker));
    }

    private Optional<ReviewReceipt> find(PullRequestRef ref, Marker marker) {
        return all(ref).stream()
                .filter(review -> marker.isOn(review.path("body").asText("")) && !isPending(review))
                .findFirst()
                .map(review -> new ReviewReceipt(review.path("id").asText(), List.of()));
    }

    private List<JsonNode> all(PullRequestRef ref) {
        return api.pages(Call.get(Pulls.path(ref, "/reviews?per_page=100"), Priority.REVIEW), "");
    }

    private static boolean isPending(JsonNode review) {
        return review.path("state").asText().equals("PENDING");
    }

    private ReviewReceipt create(PullRequestRef ref, ReviewDraft draft, Marker marker) {
        Placement placement = placement(ref, draft);
        Event event = pulls.author(ref).equals(identity.get()) ? Event.COMMENT : draft.event();
        Call call = call(ref, draft, marker.on(placement.body(draft.body())), placement, event);
        Reply reply = api.send(call);
        if (reply.status() == INVALID && !placement.placed().isEmpty()) {
            // One remark at a wrong line has the host refuse all, and it does not say which.
            placement = placement.none();
            call = call(ref, draft, marker.on(placement.body(draft.body())), placement, event);
            reply = api.send(call);
        }
        if (reply.status() == INVALID && dropPending(ref)) {
            reply = api.send(call);
        }
        if (!reply.isGood()) {
            throw Api.refusal(call, reply);
        }
        return new ReviewReceipt(reply.json().path("id").asText(), placement.demoted());
    }

    private Placement placement(PullRequestRef ref, ReviewDraft draft) {
        boolean isShown = !draft.comments().isEmpty() && pulls.view(ref).head().equals(draft.head());
        String patch = isShown ? diffs.of(ref).patch() : "";
        return Placement.of(draft.comments(), Patch.of(patch));
    }

    private static Call call(PullRequestRef ref, ReviewDraft draft, String body, Placement placement, Event event) {
        ObjectNode json = Json.object()
                .put("commit_id", draft.head().hex())
                .put("body", body)
                .put("event", event.name());
        json.set("comments", placement.json());
        return Call.content(Verb.POST, Pulls.path(ref, "/reviews"), json, Priority.REVIEW);
    }

    /** A review that was begun and not sent, as only its author sees it, keeps the host from taking another one. */
    private boolean dropPending(PullRequestRef ref) {
        List<JsonNode> pending = all(ref).stream().filter(Reviews::isPending).toList();
        pending.forEach(review -> api.require(Call.write(
                Verb.DELETE,
                Pulls.path(ref, "/reviews/" + review.path("id").asText()),
                Optional.empty(),
                Priority.REVIEW)));
        return !pending.isEmpty();
    }

    /**
     * Returns who requests changes and has not taken that back: others for good, this identity, whose verdicts are bound to
     * a commit, at {@code head} only.
     */
    List<String> standingAgainst(PullRequestRef ref, CommitId head) {
        Map<String, String> lastWords = new LinkedHashMap<>();
        for (JsonNode review : all(ref)) {
            String author = review.path("user").path("login").asText();
            String state = review.path("state").asText();
            boolean isOld = author.equals(identity.get())
                    && !review.path("commit_id").asText().equals(head.hex());
            if (!isOld && !state.equals("COMMENTED") && !state.equals("PENDING")) {
                lastWords.put(author, state);
            }
        }
        return lastWords.keySet().stream()
                .filter(author -> "CHANGES_REQUESTED".equals(lastWords.get(author)))
                .toList();
    }
}
