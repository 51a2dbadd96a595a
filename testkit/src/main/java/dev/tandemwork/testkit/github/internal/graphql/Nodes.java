package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Visibility;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import java.util.stream.Stream;

/** Finds things by their names in GraphQL, as far as the caller may see them. */
final class Nodes {
    private final Ask ask;

    Nodes(Ask ask) {
        this.ask = ask;
    }

    private Stream<Repository> visible() {
        return ask.hub().repositories().stream().filter(found -> Visibility.isVisible(found, ask.caller()));
    }

    Repository repository(String node) {
        return visible()
                .filter(found -> Ids.node("Repository", found.id()).equals(node))
                .findFirst()
                .orElseThrow(() -> unknown(node));
    }

    Located pull(String node) {
        return visible()
                .flatMap(found -> found.pulls().all().stream().map(pull -> new Located(found, pull)))
                .filter(located -> located.pull().node().equals(node))
                .findFirst()
                .orElseThrow(() -> unknown(node));
    }

    static GraphError unknown(String node) {
        return new GraphError("Could not resolve to a node with the global id of '" + node + "'", "NOT_FOUND");
    }

    /**
     * A pull request and where it is.
     *
     * @param repository where
     * @param pull which one
     */
    record Located(Repository repository, Pull pull) {}
}
