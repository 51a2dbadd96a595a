package dev.tandemwork.testkit.github.internal.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Call;
import dev.tandemwork.testkit.github.internal.wire.Places;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * A request on its way to an endpoint.
 *
 * @param call what was sent
 * @param caller by whom
 * @param parameters what stands for the names in the path
 * @param hub the host
 */
public record Ask(Call call, Caller caller, Map<String, String> parameters, Hub hub) {
    /** Returns a part of the path. */
    public String parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).orElseThrow(Problem::notFound);
    }

    /** Returns a number in the path. */
    public long number(String name) {
        try {
            return Long.parseLong(parameter(name));
        } catch (NumberFormatException e) {
            throw Problem.of(404, "Not Found", e);
        }
    }

    /** Returns where the caller finds this host. */
    public Places places() {
        return call.places();
    }

    /** Returns the body. */
    public JsonNode json() {
        return call.json();
    }

    /** Returns a text of the body. */
    public Optional<String> text(String field) {
        return Optional.of(json().path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** Returns the repository that the path is about; one that the caller may not see is not there. */
    public Repository repository() {
        return hub.find(parameter("owner"), parameter("repo"))
                .filter(found -> Visibility.isVisible(found, caller))
                .orElseThrow(Problem::notFound);
    }

    /** Returns the pull request that the path is about. */
    public Pull pull() {
        return repository().pulls().find((int) number("number")).orElseThrow(Problem::notFound);
    }
}
