package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Check;
import dev.tandemwork.testkit.github.internal.state.Reporting;
import dev.tandemwork.testkit.github.internal.state.Status;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks and statuses. */
final class CheckEndpoints {
    private static final String REPOSITORY = "/repos/{owner}/{repo}";
    private static final String COMMIT = REPOSITORY + "/commits/{sha}";

    private CheckEndpoints() {}

    static void on(Routes routes) {
        Needs read = Needs.permission("checks=read");
        Needs write = Needs.permission("checks=write");
        Needs statuses = Needs.permission("statuses=read");
        routes.on("GET " + COMMIT + "/check-runs", read, CheckEndpoints::runs)
                .on("GET " + COMMIT + "/check-suites", read, CheckEndpoints::suites)
                .on("POST " + REPOSITORY + "/check-runs", write, CheckEndpoints::create)
                .on("GET " + REPOSITORY + "/check-runs/{run}", read, CheckEndpoints::get)
                .on("PATCH " + REPOSITORY + "/check-runs/{run}", write, CheckEndpoints::update)
                .on("GET " + COMMIT + "/status", statuses, CheckEndpoints::combined)
                .on("GET " + COMMIT + "/statuses", statuses, CheckEndpoints::statuses)
                .on(
                        "POST " + REPOSITORY + "/statuses/{sha}",
                        Needs.permission("statuses=write"),
                        CheckEndpoints::status);
    }

    private static CheckShape shape(Ask ask) {
        return new CheckShape(ask, ask.repository());
    }

    private static String sha(Ask ask) {
        return ask.repository()
                .git()
                .resolve(ask.parameter("sha"))
                .orElseThrow(() -> Problem.of(422, "No commit found for SHA: " + ask.parameter("sha")));
    }

    private static Answer runs(Ask ask) {
        boolean all = ask.call().query("filter").filter("all"::equals).isPresent();
        String sha = sha(ask);
        List<Check> found = (all
                        ? ask.repository().checks().allRuns(sha)
                        : ask.repository().checks().runs(sha))
                .stream()
                        .filter(check -> ask.call()
                                .query("check_name")
                                .filter(name -> !name.equals(check.name()))
                                .isEmpty())
                        .filter(check -> ask.call()
                                .query("status")
                                .filter(status -> !status.equals(check.result().status()))
                                .isEmpty())
                        .toList();
        return Pages.counted(ask, "check_runs", found, shape(ask)::run);
    }

    private static Answer suites(Ask ask) {
        Map<String, List<Check>> byApp = new LinkedHashMap<>();
        ask.repository()
                .checks()
                .runs(sha(ask))
                .forEach(check -> byApp.computeIfAbsent(check.app(), key -> new ArrayList<>())
                        .add(check));
        CheckShape shape = shape(ask);
        return Pages.counted(ask, "check_suites", List.copyOf(byApp.values()), runs -> shape.suite(runs));
    }

    private static Answer create(Ask ask) {
        if (!ask.caller().isBot()) {
            throw Problem.of(403, "You must authenticate via a GitHub App.");
        }
        String head = ask.text("head_sha").orElse("");
        String name = ask.text("name").orElseThrow(() -> Problem.field("CheckRun", "name", "missing_field"));
        Check made = new Reporting(ask.repository())
                .run(
                        head,
                        name,
                        ask.caller().login(),
                        result(ask),
                        ask.text("external_id").orElse(""));
        return Answer.json(201, shape(ask).run(made));
    }

    private static Check.Result result(Ask ask) {
        Optional<String> conclusion = ask.text("conclusion");
        String status =
                conclusion.isPresent() ? "completed" : ask.text("status").orElse("queued");
        JsonNode output = ask.json().path("output");
        return new Check.Result(
                status,
                conclusion,
                conclusion.map(ended -> ask.hub().now()),
                Optional.ofNullable(output.path("title").asText(null)),
                Optional.ofNullable(output.path("summary").asText(null)),
                ask.text("details_url"));
    }

    private static Check run(Ask ask) {
        return ask.repository().checks().run(ask.number("run")).orElseThrow(Problem::notFound);
    }

    private static Answer get(Ask ask) {
        return Answer.ok(shape(ask).run(run(ask)));
    }

    private static Answer update(Ask ask) {
        Check check = run(ask);
        if (!check.app().equals(ask.caller().login())) {
            throw Problem.of(
                    403,
                    "Invalid app_id `" + ask.caller().login() + "` - check run can only be modified by the"
                            + " GitHub App that created it.");
        }
        Check updated =
                new Reporting(ask.repository()).update(check, ask.text("name").orElse(check.name()), result(ask));
        return Answer.ok(shape(ask).run(updated));
    }

    private static Answer combined(Ask ask) {
        String sha = sha(ask);
        List<Status> statuses = ask.repository().checks().statuses(sha);
        CheckShape shape = shape(ask);
        ObjectNode body = shape.combined(sha, statuses);
        body.set("statuses", statuses.stream().map(shape::simple).collect(Json.toArray()));
        return Answer.ok(body);
    }

    private static Answer statuses(Ask ask) {
        return Pages.of(ask, ask.repository().checks().allStatuses(sha(ask)), shape(ask)::status);
    }

    private static Answer status(Ask ask) {
        String state = ask.text("state").orElse("");
        if (!state.matches("error|failure|pending|success")) {
            throw Problem.field("Status", "state", "invalid");
        }
        Status said = new Status(
                0,
                ask.parameter("sha"),
                ask.text("context").orElse("default"),
                state,
                ask.text("description"),
                ask.text("target_url"),
                ask.caller().login(),
                ask.hub().now());
        return Answer.json(201, shape(ask).status(new Reporting(ask.repository()).status(said.sha(), said)));
    }
}
