package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.state.Check;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Status;
import dev.tandemwork.testkit.github.internal.wire.Places;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks and statuses of a commit, and their sum. */
final class CheckTypes {
    private final Repository repository;
    private final GraphType<Check> runs;
    private final GraphType<Status> statuses;
    private final GraphType<String> rollup;

    CheckTypes(Repository repository, Places places) {
        this.repository = repository;
        runs = runs(places);
        statuses = statuses();
        rollup = new GraphType<String>("StatusCheckRollup")
                .with("state", this::state)
                .given(
                        "contexts",
                        (sha, arguments) ->
                                Connection.of("StatusCheckRollupContextConnection", contexts(sha), arguments));
    }

    private GraphType<Check> runs(Places places) {
        String page = places.web() + "/" + repository.fullName();
        GraphType<Check> suite = new GraphType<Check>("CheckSuite")
                .with("id", check -> Ids.node("CheckSuite", check.id()))
                .with("workflowRun", check -> null)
                .with("app", check -> null);
        return new GraphType<Check>("CheckRun", "StatusCheckRollupContext", "RequirableByPullRequest")
                .with("id", check -> Ids.node("CheckRun", check.id()))
                .with("name", Check::name)
                .with("status", check -> check.result().status().toUpperCase(Locale.ROOT))
                .with("conclusion", check -> check.result().conclusion().map(text -> text.toUpperCase(Locale.ROOT)))
                .with("startedAt", check -> check.started().toString())
                .with("completedAt", check -> check.result().completed().map(Object::toString))
                .with("detailsUrl", check -> check.result().detailsUrl().orElse(page + "/runs/" + check.id()))
                .with("title", check -> check.result().title())
                .with("summary", check -> check.result().summary())
                .with("checkSuite", suite::of)
                .given("isRequired", (check, arguments) -> isRequired(check.name(), arguments));
    }

    private GraphType<Status> statuses() {
        return new GraphType<Status>("StatusContext", "StatusCheckRollupContext", "RequirableByPullRequest")
                .with("id", status -> Ids.node("StatusContext", status.id()))
                .with("context", Status::context)
                .with("state", status -> status.state().toUpperCase(Locale.ROOT))
                .with("targetUrl", Status::targetUrl)
                .with("description", Status::description)
                .with("createdAt", status -> status.created().toString())
                .given("isRequired", (status, arguments) -> isRequired(status.context(), arguments));
    }

    private boolean isRequired(String name, Arguments arguments) {
        return pull(arguments)
                .filter(pull ->
                        repository.rules().all(pull.baseBranch()).checks().contains(name))
                .isPresent();
    }

    private Optional<Pull> pull(Arguments arguments) {
        Optional<Pull> byId = arguments
                .text("pullRequestId")
                .map(node -> Ids.parse(node)[1])
                .flatMap(id -> repository.pulls().byId(Long.parseLong(id)));
        return byId.or(() -> repository.pulls().find(arguments.number("pullRequestNumber", 0)));
    }

    private List<GraphObject> contexts(String sha) {
        return Stream.concat(
                        repository.checks().runs(sha).stream().map(runs::of),
                        repository.checks().statuses(sha).stream().map(statuses::of))
                .toList();
    }

    private String state(String sha) {
        List<Check> all = repository.checks().runs(sha);
        List<Status> said = repository.checks().statuses(sha);
        if (all.stream().anyMatch(check -> check.isDone() && !check.isGood())
                || said.stream().anyMatch(status -> status.state().matches("error|failure"))) {
            return "FAILURE";
        }
        boolean pending = all.stream().anyMatch(check -> !check.isDone())
                || said.stream().anyMatch(status -> status.state().equals("pending"));
        return pending ? "PENDING" : "SUCCESS";
    }

    Optional<GraphObject> of(String sha) {
        return contexts(sha).isEmpty() ? Optional.empty() : Optional.of(rollup.of(sha));
    }
}
