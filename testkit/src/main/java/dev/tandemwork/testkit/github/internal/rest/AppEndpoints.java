package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.access.GitHubApp;
import dev.tandemwork.testkit.github.access.TokenGrant;
import dev.tandemwork.testkit.github.internal.access.Accounts;
import dev.tandemwork.testkit.github.internal.access.Caller.Kind;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Apps and the tokens of their installations. */
final class AppEndpoints {
    private AppEndpoints() {}

    static void on(Routes routes) {
        routes.on("GET /app", Needs.NOTHING, AppEndpoints::app)
                .on("GET /repos/{owner}/{repo}/installation", Needs.NOTHING, AppEndpoints::installation)
                .on("POST /app/installations/{installation}/access_tokens", Needs.NOTHING, AppEndpoints::mint)
                .on("DELETE /installation/token", Needs.NOTHING, AppEndpoints::revoke);
    }

    private static GitHubApp caller(Ask ask) {
        if (ask.caller().kind() != Kind.APP) {
            throw Problem.of(401, "A JSON web token could not be decoded");
        }
        return ask.hub().accounts().bot(ask.caller().login()).orElseThrow(Problem::notFound);
    }

    private static Answer app(Ask ask) {
        GitHubApp app = caller(ask);
        ObjectNode shown = Json.object()
                .put("id", app.id())
                .put("slug", app.slug())
                .put("node_id", Ids.node("App", app.id()))
                .put("name", app.slug())
                .putNull("description")
                .put("external_url", ask.places().web())
                .put("html_url", ask.places().web() + "/apps/" + app.slug())
                .put("created_at", "2020-01-01T00:00:00Z")
                .put("updated_at", "2020-01-01T00:00:00Z");
        shown.set("owner", new UserShape(ask.hub(), ask.places()).simple(app.slug()));
        shown.set("permissions", Json.of(app.permissions()));
        shown.putArray("events");
        return Answer.ok(shown);
    }

    private static Answer installation(Ask ask) {
        return Answer.ok(shape(ask, caller(ask)));
    }

    private static ObjectNode shape(Ask ask, GitHubApp app) {
        String url = ask.places().api() + "/app/installations/" + app.installation();
        ObjectNode shown = Json.object()
                .put("id", app.installation())
                .put("app_id", app.id())
                .put("app_slug", app.slug())
                .put("target_id", 1)
                .put("target_type", "Organization")
                .put("repository_selection", "all")
                .put("access_tokens_url", url + "/access_tokens")
                .put("repositories_url", ask.places().api() + "/installation/repositories")
                .put("html_url", ask.places().web() + "/settings/installations/" + app.installation())
                .put("created_at", "2020-01-01T00:00:00Z")
                .put("updated_at", "2020-01-01T00:00:00Z")
                .putNull("single_file_name")
                .putNull("suspended_by")
                .putNull("suspended_at");
        shown.set("account", new UserShape(ask.hub(), ask.places()).simple(app.slug()));
        shown.set("permissions", Json.of(app.permissions()));
        shown.putArray("events");
        return shown;
    }

    private static Answer mint(Ask ask) {
        GitHubApp app = caller(ask);
        if (app.installation() != ask.number("installation")) {
            throw Problem.notFound();
        }
        Set<String> repositories = repositories(ask);
        Map<String, String> permissions = permissions(ask, app);
        TokenGrant grant = TokenGrant.of(permissions).on(repositories.toArray(String[]::new));
        Accounts.Minted minted = ask.hub().accounts().mint(app, grant);
        ObjectNode shown = Json.object()
                .put("token", minted.token())
                .put(
                        "expires_at",
                        minted.expires().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("repository_selection", repositories.isEmpty() ? "all" : "selected");
        shown.set("permissions", Json.of(permissions));
        return Answer.json(201, shown);
    }

    private static Set<String> repositories(Ask ask) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode name : ask.json().path("repositories")) {
            names.add(installed(ask, name.asText()).fullName());
        }
        for (JsonNode id : ask.json().path("repository_ids")) {
            names.add(ask.hub()
                    .find(id.asLong())
                    .orElseThrow(AppEndpoints::notInstalled)
                    .fullName());
        }
        return names;
    }

    private static Repository installed(Ask ask, String name) {
        return ask.hub().repositories().stream()
                .filter(found -> found.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(AppEndpoints::notInstalled);
    }

    private static Problem notInstalled() {
        return Problem.of(
                422,
                "There is at least one repository that does not exist or is not accessible to the parent installation.");
    }

    private static Map<String, String> permissions(Ask ask, GitHubApp app) {
        Map<String, String> granted = new TreeMap<>();
        ask.json().path("permissions").properties().forEach(entry -> {
            String given = app.permissions().getOrDefault(entry.getKey(), "");
            if (!given.equals("write") && !given.equals(entry.getValue().asText())) {
                throw Problem.of(422, "The permissions requested are not granted to this installation.");
            }
            granted.put(entry.getKey(), entry.getValue().asText());
        });
        return granted.isEmpty() ? app.permissions() : granted;
    }

    private static Answer revoke(Ask ask) {
        if (ask.caller().kind() != Kind.INSTALLATION) {
            throw Problem.of(401, "Requires authentication");
        }
        ask.hub().accounts().revoke(ask.caller().credential());
        return Answer.empty(204);
    }
}
