package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.access.Caller.Kind;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;

/** Who am I, and where am I. */
final class MetaEndpoints {
    private static final String ROOT =
            "current_user_authorizations_html authorizations code_search commit_search emails emojis"
                    + " events feeds followers following gists issue_search issues keys label_search notifications organization"
                    + " organization_repositories organization_teams public_gists repository_search current_user_repositories"
                    + " starred starred_gists user_organizations user_repositories user_search";

    private MetaEndpoints() {}

    static void on(Routes routes) {
        routes.on("GET /", Needs.NOTHING, MetaEndpoints::root)
                .on("GET /user", Needs.NOTHING, MetaEndpoints::me)
                .on("GET /users/{login}", Needs.NOTHING, MetaEndpoints::account);
    }

    private static Answer root(Ask ask) {
        String api = ask.places().api();
        ObjectNode shown = Json.object();
        for (String name : ROOT.split(" ")) {
            shown.put(name + "_url", api + "/" + name);
        }
        shown.put("current_user_url", api + "/user")
                .put("rate_limit_url", api + "/rate_limit")
                .put("repository_url", api + "/repos/{owner}/{repo}")
                .put("user_url", api + "/users/{user}");
        return scopes(ask, Answer.ok(shown));
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
