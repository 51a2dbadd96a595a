package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Visibility;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import java.util.List;
import java.util.Optional;

/** What can be asked. */
final class Queries {
    private final Ask ask;
    private final RepositoryTypes repositories;

    Queries(Ask ask) {
        this.ask = ask;
        this.repositories = new RepositoryTypes(ask.places(), ask.caller().login());
    }

    GraphObject root() {
        return new GraphType<Hub>("Query")
                .given("repository", (hub, arguments) -> repositories.of(repository(arguments)))
                .given(
                        "viewer",
                        (hub, arguments) ->
                                new AccountTypes(ask.places()).of(ask.caller().login()))
                .given("node", (hub, arguments) -> node(arguments.require("id")))
                .given("rateLimit", (hub, arguments) -> null)
                .given("__type", (hub, arguments) -> type(arguments.require("name")))
                .of(ask.hub());
    }

    private Repository repository(Arguments arguments) {
        String owner = arguments.require("owner");
        String name = arguments.require("name");
        return ask.hub()
                .find(owner, name)
                .or(() -> ask.hub().moved(owner, name))
                .filter(found -> Visibility.isVisible(found, ask.caller()))
                .orElseThrow(() -> new GraphError(
                        "Could not resolve to a Repository with the name '" + owner + "/" + name + "'.", "NOT_FOUND"));
    }

    private Optional<GraphObject> node(String node) {
        Nodes nodes = new Nodes(ask);
        return switch (Ids.parse(node)[0]) {
            case "PullRequest" -> {
                Nodes.Located found = nodes.pull(node);
                yield Optional.of(repositories.pulls(found.repository()).look(found.pull()));
            }
            case "Repository" -> Optional.of(repositories.of(nodes.repository(node)));
            default -> throw Nodes.unknown(node);
        };
    }

    /** Tells what can be asked of a type: clients find out by this what a host understands. */
    private Optional<GraphObject> type(String name) {
        GraphType<String> field = new GraphType<String>("__Field").with("name", found -> found);
        List<String> fields = known(name);
        GraphType<String> type = new GraphType<String>("__Type")
                .with("name", found -> found)
                .with("fields", found -> fields.stream().map(field::of).toList());
        return fields.isEmpty() ? Optional.empty() : Optional.of(type.of(name));
    }

    private List<String> known(String name) {
        Optional<Repository> any = ask.hub().repositories().stream().findFirst();
        return switch (name) {
            case "PullRequest" ->
                any.map(found -> repositories.pulls(found).type())
                        .map(GraphType<Pull>::fields)
                        .map(List::copyOf)
                        .orElse(List.of());
            case "Repository" ->
                any.map(found -> repositories.type(found).fields())
                        .map(List::copyOf)
                        .orElse(List.of());
            case "StatusCheckRollupContextConnection" -> List.of("nodes", "pageInfo", "totalCount");
            default -> List.of();
        };
    }
}
