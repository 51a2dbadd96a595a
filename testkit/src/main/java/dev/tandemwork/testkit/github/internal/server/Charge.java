package dev.tandemwork.testkit.github.internal.server;

import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.wire.Call;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request costs.
 *
 * @param identity who pays
 * @param kind what it is, for those who count
 * @param resource {@code core} or {@code graphql}
 * @param points for the limit of a minute
 * @param isContent whether it notifies people
 */
record Charge(String identity, String kind, String resource, int points, boolean isContent) {
    private static final int WRITE = 5;
    private static final Pattern OPERATION = Pattern.compile("(query|mutation)\\s+(\\w+)");

    static Charge of(Call call, Caller caller, Optional<Routes.Match> match) {
        if (call.path().equals("/graphql")) {
            return graph(caller, call.json().path("query").asText());
        }
        String kind = match.map(found -> call.method() + " " + found.route().template())
                .orElse("unknown");
        boolean content =
                match.map(found -> found.route().needs().makesContent()).orElse(false);
        return new Charge(caller.identity(), kind, "core", call.isWrite() ? WRITE : 1, content);
    }

    private static Charge graph(Caller caller, String query) {
        Matcher operation = OPERATION.matcher(query);
        String name = operation.find() ? operation.group(2) : "anonymous";
        boolean mutation = query.stripLeading().startsWith("mutation");
        return new Charge(caller.identity(), "graphql " + name, "graphql", mutation ? WRITE : 1, mutation);
    }

    boolean isFree() {
        return kind.equals("GET /rate_limit");
    }
}
