package dev.tandemwork.github.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That something may have changed: a reason to look now, and not to believe anything.
 *
 * @param event GitHub's name of what has happened
 * @param repository {@code owner/name}
 * @param pullRequests the numbers of those that it is about, as far as it tells
 * @param commit the commit that it is about, if it tells one
 */
public record Hint(String event, String repository, List<Long> pullRequests, Optional<String> commit) {
    private static final List<String> PARTS = List.of("check_run", "check_suite", "workflow_run", "merge_group");

    /** Copies the list. */
    public Hint {
        pullRequests = List.copyOf(pullRequests);
    }

    static Hint of(String event, JsonNode json) {
        String repository = json.path("repository").path("full_name").asText();
        return new Hint(event, repository, List.copyOf(numbers(json)), commit(json));
    }

    private static Set<Long> numbers(JsonNode json) {
        Set<Long> numbers = new LinkedHashSet<>();
        add(numbers, json.path("pull_request"));
        if (json.path("issue").has("pull_request")) {
            add(numbers, json.path("issue"));
        }
        for (String part : PARTS) {
            json.path(part).path("pull_requests").forEach(pull -> add(numbers, pull));
        }
        return numbers;
    }

    private static void add(Set<Long> numbers, JsonNode pull) {
        long number = pull.path("number").asLong();
        if (number > 0) {
            numbers.add(number);
        }
    }

    private static Optional<String> commit(JsonNode json) {
        String head = json.path("pull_request").path("head").path("sha").asText("");
        for (String part : PARTS) {
            head = head.isEmpty() ? json.path(part).path("head_sha").asText("") : head;
        }
        String plain =
                head.isEmpty() ? json.path("sha").asText(json.path("after").asText("")) : head;
        return Optional.of(plain).filter(text -> !text.isEmpty());
    }
}
