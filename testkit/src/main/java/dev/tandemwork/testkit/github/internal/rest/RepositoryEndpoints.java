package dev.tandemwork.testkit.github.internal.rest;

import dev.tandemwork.testkit.github.internal.access.Caller.Kind;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.route.Visibility;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.List;

/** Shows repositories and makes them. */
final class RepositoryEndpoints {
    private RepositoryEndpoints() {}

    static void on(Routes routes) {
        Needs read = Needs.permission("metadata=read");
        routes.on("GET /repos/{owner}/{repo}", read, RepositoryEndpoints::get)
                .on("POST /user/repos", Needs.permission("administration=write"), RepositoryEndpoints::create)
                .on("GET /installation/repositories", read, RepositoryEndpoints::installed);
    }

    private static Answer get(Ask ask) {
        return Answer.ok(new RepositoryShape(ask.hub(), ask.places())
                .full(ask.repository(), ask.caller().login()));
    }

    private static Answer create(Ask ask) {
        if (ask.caller().kind() == Kind.ANONYMOUS) {
            throw Problem.of(401, "Requires authentication");
        }
        String name = ask.text("name").orElseThrow(() -> Problem.field("Repository", "name", "missing_field"));
        String login = ask.caller().login();
        if (ask.hub().find(login, name).isPresent()) {
            throw Problem.custom("Repository", "name already exists on this account");
        }
        Repository made = ask.hub().create(login, name);
        if (ask.json().path("private").asBoolean()) {
            made.settings().hide();
        }
        return Answer.json(201, new RepositoryShape(ask.hub(), ask.places()).full(made, login));
    }

    private static Answer installed(Ask ask) {
        List<Repository> visible = ask.hub().repositories().stream()
                .filter(found -> Visibility.isWritable(found, ask.caller()))
                .toList();
        RepositoryShape shape = new RepositoryShape(ask.hub(), ask.places());
        return Pages.counted(ask, "repositories", visible, shape::whole);
    }
}
