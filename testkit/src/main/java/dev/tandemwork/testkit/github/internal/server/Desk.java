package dev.tandemwork.testkit.github.internal.server;

import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.access.Caller.Kind;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Route;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.route.Visibility;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Call;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who asks, and leads the request to whoever answers it. */
public final class Desk {
    private static final Set<String> VERSIONS = Set.of("2022-11-28", "2026-03-10");
    private static final Pattern NUMBERED = Pattern.compile("/repositories/(\\d{1,18})(/.*|)");

    private final Hub hub;
    private final Routes routes;

    /** Leads requests along {@code routes}. */
    public Desk(Hub hub, Routes routes) {
        this.hub = hub;
        this.routes = routes;
    }

    Caller caller(Call call) {
        return hub.accounts().caller(call.header("authorization"));
    }

    /** A repository is found by its number too: links to further pages lead there. */
    Optional<Routes.Match> match(Call call) {
        Matcher numbered = NUMBERED.matcher(call.path());
        if (!numbered.matches()) {
            return routes.match(call.method(), call.path());
        }
        synchronized (hub) {
            return hub.find(Long.parseLong(numbered.group(1)))
                    .flatMap(found -> routes.match(call.method(), "/repos/" + found.fullName() + numbered.group(2)));
        }
    }

    Answer answer(Call call, Caller caller, Optional<Routes.Match> match) {
        try {
            requireManners(call);
            synchronized (hub) {
                return answer(call, caller, match.orElseThrow(Problem::notFound));
            }
        } catch (Problem problem) {
            return needs(problem.answer(), match);
        }
    }

    private static void requireManners(Call call) {
        if (call.header("user-agent").isEmpty()) {
            throw Problem.of(
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
        }
        if (call.header("x-github-api-version")
                .filter(version -> !VERSIONS.contains(version))
                .isPresent()) {
            throw Problem.of(400, "Unsupported 'X-GitHub-Api-Version'");
        }
    }

    private Answer answer(Call call, Caller caller, Routes.Match match) {
        Ask ask = new Ask(call, caller, match.parameters(), hub);
        if (match.parameters().containsKey("repo")) {
            Optional<Answer> elsewhere = moved(ask);
            if (elsewhere.isPresent()) {
                return elsewhere.get();
            }
            require(ask, match.route(), ask.repository());
        }
        return needs(match.route().endpoint().answer(ask), Optional.of(match));
    }

    private Optional<Answer> moved(Ask ask) {
        return hub.moved(ask.parameter("owner"), ask.parameter("repo"))
                .filter(found -> Visibility.isVisible(found, ask.caller()))
                .map(found -> redirect(ask, found));
    }

    private static Answer redirect(Ask ask, Repository found) {
        String old = "/repos/" + ask.parameter("owner") + "/" + ask.parameter("repo");
        String rest = ask.call().path().substring(old.length());
        String place = ask.places().api() + "/repos/" + found.fullName() + rest;
        int status = ask.call().isWrite() ? 307 : 301;
        return Problem.of(status, "Moved Permanently").answer().with("Location", place);
    }

    private static void require(Ask ask, Route route, Repository repository) {
        boolean writes = route.needs().permission().endsWith("=write");
        if (writes && ask.caller().kind() == Kind.ANONYMOUS) {
            throw Problem.of(401, "Requires authentication");
        }
        if (!ask.caller().may(route.needs().permission())
                || writes && !Visibility.isWritable(repository, ask.caller())) {
            throw Problem.of(
                    403,
                    ask.caller().isBot()
                            ? "Resource not accessible by integration"
                            : "Resource not accessible by personal access token");
        }
        if (writes && repository.settings().isArchived()) {
            throw Problem.of(403, "Repository was archived so is read-only.");
        }
    }

    private static Answer needs(Answer answer, Optional<Routes.Match> match) {
        String permission =
                match.map(found -> found.route().needs().permission()).orElse("");
        return permission.isEmpty() ? answer : answer.with("X-Accepted-GitHub-Permissions", permission);
    }
}
