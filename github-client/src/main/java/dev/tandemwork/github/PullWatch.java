package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.PullRequestRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which pull requests of a repository have changed, by one request for all of them, which does not count against the
 * hourly limit when none has. Closed and merged ones are told too. Checks do not show here: those of a pull request that
 * waits for them are asked for by themselves.
 *
 * <p>For one thread.
 */
public final class PullWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final String NEWEST = "/pulls?state=all&sort=updated&direction=desc&per_page=100";

    private final Api api;
    private final String repository;
    private final Map<Long, String> told = new HashMap<>();
    private Instant seen = Instant.MIN;
    private Duration wait = INTERVAL;

    PullWatch(Api api, String repository) {
        this.api = api;
        this.repository = repository;
    }

    /** Returns what has changed since the last look; at the first, the hundred that have changed last. */
    public News look() {
        List<JsonNode> latest = latest();
        List<PullRequestRef> changed = latest.stream()
                .filter(this::isNews)
                .map(json -> new PullRequestRef(repository, json.path("number").asLong()))
                .toList();
        seen = latest.stream().map(PullWatch::updated).max(Instant::compareTo).orElse(seen);
        return new News(changed, wait);
    }

    /** Reads on until a page begins to repeat what was seen. */
    private List<JsonNode> latest() {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> next = Optional.of(RepositoryName.of(repository).path(NEWEST));
        while (next.isPresent()) {
            Reply reply = api.require(Call.get(next.get(), Priority.WATCH));
            wait = interval(reply);
            reply.json().forEach(all::add);
            next = isAllNew(all) ? reply.next() : Optional.empty();
        }
        return all;
    }

    private boolean isAllNew(List<JsonNode> all) {
        return !seen.equals(Instant.MIN)
                && all.stream().noneMatch(json -> updated(json).isBefore(seen));
    }

    private static Duration interval(Reply reply) {
        return reply.header("x-poll-interval")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .filter(asked -> asked.compareTo(INTERVAL) > 0)
                .orElse(INTERVAL);
    }

    /** Two changes within a second have one time, so that what was told is remembered. */
    private boolean isNews(JsonNode json) {
        String state = json.path("updated_at").asText()
                + json.path("head").path("sha").asText()
                + json.path("state").asText();
        return !updated(json).isBefore(seen)
                && !state.equals(told.put(json.path("number").asLong(), state));
    }

    private static Instant updated(JsonNode json) {
        return Instant.parse(json.path("updated_at").asText("1970-01-01T00:00:00Z"));
    }

    /**
     * What a look has found.
     *
     * @param changed which pull requests to read again
     * @param next how long to wait before the next look
     */
    public record News(List<PullRequestRef> changed, Duration next) {
        /** Copies the list. */
        public News {
            changed = List.copyOf(changed);
        }
    }
}
