package dev.tandemwork.testkit.github.internal.server;

import com.sun.net.httpserver.HttpExchange;
import dev.tandemwork.testkit.git.GitHttpBackend;
import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.route.Visibility;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves repositories to git: a token as the password, whatever the user. */
public final class GitDoor {
    private static final Pattern PATH = Pattern.compile(
            "/([^/]+)/([^/]+?)(?:\\.git)?(/info/refs|/git-upload-pack|/git-receive-pack|/HEAD|/objects/.*)");

    private final Hub hub;
    private final Path folder;
    private final GitHttpBackend backend;

    /** Serves what {@code hub} keeps below {@code folder}. */
    public GitDoor(Hub hub, Path folder) {
        this.hub = hub;
        this.folder = folder;
        this.backend = new GitHttpBackend(folder);
    }

    boolean isMeant(String path) {
        return PATH.matcher(path).matches() && !path.startsWith("/repos/");
    }

    void serve(HttpExchange exchange, String path) throws IOException {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalStateException("path [" + path + "] is not of git; ask isMeant first");
        }
        Optional<Caller> caller = caller(exchange);
        boolean pushes = (path + exchange.getRequestURI().getQuery()).contains("git-receive-pack");
        Optional<Repository> found;
        synchronized (hub) {
            found = hub.find(parts.group(1), parts.group(2)).or(() -> hub.moved(parts.group(1), parts.group(2)));
        }
        if (caller.isEmpty() || !isWelcome(caller.get(), found, pushes)) {
            refuse(exchange, caller, found.isPresent());
        } else {
            Repository repository = found.orElseThrow();
            String below = "/" + folder.relativize(repository.content().folder()) + parts.group(3);
            backend.serve(exchange, below, () -> follow(repository, caller.get().login()));
        }
    }

    private Optional<Caller> caller(HttpExchange exchange) {
        try {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            return Optional.of(hub.accounts().caller(Optional.ofNullable(given)));
        } catch (Problem | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isWelcome(Caller caller, Optional<Repository> repository, boolean pushes) {
        synchronized (hub) {
            return repository
                    .filter(found -> pushes
                            ? Visibility.isWritable(found, caller)
                                    && caller.may("contents=write")
                                    && !found.settings().isArchived()
                            : Visibility.isVisible(found, caller)
                                    && (!found.settings().isPrivate() || caller.may("contents=read")))
                    .isPresent();
        }
    }

    private static void refuse(HttpExchange exchange, Optional<Caller> caller, boolean isThere) throws IOException {
        boolean isKnown =
                caller.filter(found -> found.kind() != Caller.Kind.ANONYMOUS).isPresent();
        if (isKnown) {
            exchange.sendResponseHeaders(isThere ? 403 : 404, -1);
            return;
        }
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"GitHub\"");
        exchange.sendResponseHeaders(401, -1);
    }

    private void follow(Repository repository, String by) {
        synchronized (hub) {
            repository.pulls().follow(by);
        }
    }
}
