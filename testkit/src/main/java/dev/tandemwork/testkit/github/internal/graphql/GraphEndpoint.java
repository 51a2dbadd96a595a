package dev.tandemwork.testkit.github.internal.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;

/** Answers requests in GraphQL: refusals have the status 200, as GitHub's have. */
public final class GraphEndpoint {
    private GraphEndpoint() {}

    /** Adds itself to {@code routes}. */
    public static void on(Routes routes) {
        routes.on("POST /graphql", Needs.NOTHING, GraphEndpoint::answer);
    }

    private static Answer answer(Ask ask) {
        if (ask.caller().kind() == Caller.Kind.ANONYMOUS) {
            throw Problem.of(401, "This endpoint requires you to be authenticated.");
        }
        JsonNode body = ask.json();
        try {
            Document document = DocumentReader.read(body.path("query").asText());
            String name = body.path("operationName").asText("");
            return Answer.ok(new Execution(document, body.path("variables"))
                    .run(new Queries(ask).root(), new Mutations(ask).root(), name.equals("null") ? "" : name));
        } catch (GraphError error) {
            ObjectNode answer = Json.object();
            answer.putArray("errors").addObject().put("message", error.getMessage());
            return Answer.ok(answer);
        }
    }
}
