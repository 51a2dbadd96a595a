package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;

/** References: what branches are to git. */
final class BranchEndpoints {
    private static final Needs READ = Needs.permission("contents=read");
    private static final Needs WRITE = Needs.permission("contents=write");

    private BranchEndpoints() {}

    static void on(Routes routes) {
        routes.on("GET /repos/{owner}/{repo}/git/ref/{ref...}", READ, BranchEndpoints::get)
                .on("GET /repos/{owner}/{repo}/git/matching-refs/{ref...}", READ, BranchEndpoints::matching)
                .on("POST /repos/{owner}/{repo}/git/refs", WRITE, BranchEndpoints::create)
                .on("PATCH /repos/{owner}/{repo}/git/refs/{ref...}", WRITE, BranchEndpoints::move)
                .on("DELETE /repos/{owner}/{repo}/git/refs/{ref...}", WRITE, BranchEndpoints::delete);
    }

    private static Answer get(Ask ask) {
        String branch = branch(ask);
        String sha = ask.repository().branches().head(branch).orElseThrow(Problem::notFound);
        return Answer.ok(shape(ask, branch, sha));
    }

    private static Answer matching(Ask ask) {
        String prefix = branch(ask);
        return Answer.ok(ask.repository().branches().all().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> shape(ask, entry.getKey(), entry.getValue()))
                .collect(Json.toArray()));
    }

    private static Answer create(Ask ask) {
        String ref = ask.text("ref").orElse("");
        if (!ref.startsWith("refs/heads/")) {
            throw Problem.of(422, "Reference name must start with 'refs/' and contain at least two slashes");
        }
        String sha = ask.text("sha").orElse("");
        String branch = ref.substring("refs/heads/".length());
        ask.repository().branches().create(branch, sha, ask.caller().login());
        return Answer.json(201, shape(ask, branch, sha));
    }

    private static Answer move(Ask ask) {
        String branch = branch(ask);
        String sha = ask.text("sha").orElse("");
        ask.repository()
                .branches()
                .move(
                        branch,
                        sha,
                        ask.json().path("force").asBoolean(),
                        ask.caller().login());
        return Answer.ok(shape(ask, branch, sha));
    }

    private static Answer delete(Ask ask) {
        ask.repository().branches().delete(branch(ask), ask.caller().login());
        return Answer.empty(204);
    }

    private static String branch(Ask ask) {
        String ref = ask.parameter("ref");
        if (!ref.startsWith("heads/")) {
            throw Problem.notFound();
        }
        return ref.substring("heads/".length());
    }

    private static ObjectNode shape(Ask ask, String branch, String sha) {
        Repository repository = ask.repository();
        String url = ask.places().api() + "/repos/" + repository.fullName() + "/git/";
        ObjectNode shown = Json.object()
                .put("ref", "refs/heads/" + branch)
                .put("node_id", Ids.node("Ref", repository.id() + ":" + branch))
                .put("url", url + "refs/heads/" + branch);
        shown.putObject("object").put("type", "commit").put("sha", sha).put("url", url + "commits/" + sha);
        return shown;
    }
}
