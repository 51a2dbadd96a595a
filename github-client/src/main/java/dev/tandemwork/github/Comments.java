package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.PullRequestRef;
import java.util.Optional;

/** Comments of pull requests, each of which is written once and replaced after that. */
final class Comments {
    private final Api api;

    Comments(Api api) {
        this.api = api;
    }

    /** Writes a comment, or replaces the one with the same key. */
    void upsert(PullRequestRef ref, String key, String markdown) {
        Marker marker = new Marker("comment", key);
        String body = marker.on(markdown);
        JsonNode comment = api.once(() -> find(ref, marker), () -> create(ref, body));
        if (!comment.path("body").asText().equals(body)) {
            replace(ref, comment.path("id").asText(), body);
        }
    }

    private Optional<JsonNode> find(PullRequestRef ref, Marker marker) {
        String path = issue(ref, "/comments?per_page=100");
        return api.pages(Call.get(path, Priority.COMMENT), "").stream()
                .filter(comment -> marker.isOn(comment.path("body").asText("")))
                .findFirst();
    }

    private JsonNode create(PullRequestRef ref, String body) {
        JsonNode json = Json.object().put("body", body);
        return api.json(Call.content(Verb.POST, issue(ref, "/comments"), json, Priority.COMMENT));
    }

    private void replace(PullRequestRef ref, String id, String body) {
        String path = RepositoryName.of(ref.repository()).path("/issues/comments/" + id);
        JsonNode json = Json.object().put("body", body);
        api.again(() -> api.require(Call.write(Verb.PATCH, path, Optional.of(json), Priority.COMMENT)));
    }

    /** Adds labels; those that are there stay. */
    void label(PullRequestRef ref, Iterable<String> labels) {
        ArrayNode names = Json.array();
        labels.forEach(names::add);
        JsonNode json = Json.object().set("labels", names);
        api.again(() -> api.require(Call.write(Verb.POST, issue(ref, "/labels"), Optional.of(json), Priority.COMMENT)));
    }

    private static String issue(PullRequestRef ref, String rest) {
        return RepositoryName.of(ref.repository()).path("/issues/" + ref.number() + rest);
    }
}
