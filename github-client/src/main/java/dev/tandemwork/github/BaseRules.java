package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.limit.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the rules of base branches ask for: those of rulesets, and those of the older protection. A change of them is seen
 * within a minute; the host itself heeds it at once.
 */
final class BaseRules {
    private static final int NOT_FOUND = 404;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Api api;
    private final Map<String, Rules> known = new ConcurrentHashMap<>();

    BaseRules(Api api) {
        this.api = api;
    }

    Rules of(String repository, String branch) {
        String key = repository + "#" + branch;
        Rules rules = known.get(key);
        if (rules == null || !rules.until().isAfter(api.now())) {
            rules = ask(RepositoryName.of(repository), branch);
            known.put(key, rules);
        }
        return rules;
    }

    private Rules ask(RepositoryName name, String branch) {
        Set<String> checks = new TreeSet<>();
        boolean isQueued = false;
        String path = "/rules/branches/" + RepositoryName.ref(branch) + "?per_page=100";
        for (JsonNode rule : ifThere(name.path(path)).orElseGet(Json::array)) {
            isQueued |= rule.path("type").asText().equals("merge_queue");
            addContexts(rule.path("parameters").path("required_status_checks"), checks);
        }
        ifThere(name.path("/branches/" + RepositoryName.ref(branch))).ifPresent(json -> {
            JsonNode classic = json.path("protection").path("required_status_checks");
            classic.path("contexts").forEach(context -> checks.add(context.asText()));
            addContexts(classic.path("checks"), checks);
        });
        return new Rules(checks, isQueued, api.now().plus(KEPT));
    }

    private static void addContexts(JsonNode list, Set<String> checks) {
        list.forEach(check -> checks.add(check.path("context").asText()));
    }

    /** Servers that are older than rulesets have none. */
    private Optional<JsonNode> ifThere(String path) {
        Call call = Call.get(path, Priority.CHECKS);
        Reply reply = api.send(call);
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!reply.isGood()) {
            throw Api.refusal(call, reply);
        }
        return Optional.of(reply.json());
    }

    /**
     * What a branch asks for.
     *
     * @param checks the names of the checks that must have passed
     * @param isQueued whether merges go through the queue
     * @param until how long this is believed
     */
    record Rules(Set<String> checks, boolean isQueued, Instant until) {
        Rules {
            checks = Set.copyOf(checks);
        }
    }
}
