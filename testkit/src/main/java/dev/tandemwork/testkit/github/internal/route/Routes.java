package dev.tandemwork.testkit.github.internal.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of request that is understood. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** Knows none yet. */
    public Routes() {}

    /** Lets {@code endpoint} answer requests such as {@code GET /repos/{owner}/{repo}}. */
    public Routes on(String what, Needs needs, Endpoint endpoint) {
        String[] parts = what.split(" ", 2);
        routes.add(new Route(parts[0], parts[1], needs, endpoint));
        return this;
    }

    /** Returns where a request leads. */
    public Optional<Match> match(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return routes.stream()
                .filter(route -> route.method().equals(asked))
                .flatMap(route -> route.match(path).map(found -> new Match(route, found)).stream())
                .findFirst();
    }

    /**
     * Where a request leads.
     *
     * @param route to whom
     * @param parameters what stands for the names in its template
     */
    public record Match(Route route, Map<String, String> parameters) {}
}
