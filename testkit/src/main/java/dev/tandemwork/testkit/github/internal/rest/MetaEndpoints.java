package dev.tandemwork.testkit.github.internal.rest;

import dev.tandemwork.testkit.github.internal.access.Caller.Kind;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;

/** Who am I, and where am I. */
final class MetaEndpoints {
    private MetaEndpoints() {}

    static void on(Routes routes) {
        routes.on("GET /", Needs.NOTHING, MetaEndpoints::root)
                .on("GET /user", Needs.NOTHING, MetaEndpoints::me)
                .on("GET /users/{login}", Needs.NOTHING, MetaEndpoints::account);
    }

    private static Answer root(Ask ask) {
        String api = ask.places().api();
        Answer answer = Answer.ok(Json.object()
                .put("current_user_url", api + "/user")
                .put("rate_limit_url", api + "/rate_limit")
                .put("repository_url", api + "/repos/{owner}/{repo}")
                .put("user_url", api + "/users/{user}"));
        return scopes(ask, answer);
    }

    private static Answer scopes(Ask ask, Answer answer) {
        return ask.caller().kind() == Kind.USER ? answer.with("X-OAuth-Scopes", "gist, read:org, repo") : answer;
    }

    private static Answer me(Ask ask) {
        if (ask.caller().kind() == Kind.ANONYMOUS) {
            throw Problem.of(401, "Requires authentication");
        }
        if (ask.caller().kind() == Kind.INSTALLATION || ask.caller().kind() == Kind.APP) {
            throw Problem.of(403, "Resource not accessible by integration");
        }
        return scopes(
                ask,
                Answer.ok(
                        new UserShape(ask.hub(), ask.places()).full(ask.caller().login())));
    }

    private static Answer account(Ask ask) {
        return Answer.ok(new UserShape(ask.hub(), ask.places()).full(ask.parameter("login")));
    }
}
