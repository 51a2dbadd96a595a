package dev.tandemwork.github.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.github.auth.Token;
import dev.tandemwork.github.auth.TokenSource;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.ScmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens of an app for one repository, one after the other. */
final class InstallationTokens implements TokenSource {
    /** Replaced so early, a token does not end under a request; seldom, as what was kept for one is lost with it. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final GitHubApp app;
    private final RepositoryName repository;
    private final Map<String, String> permissions;

    /** Guarded by this. */
    private @Nullable Token current;

    InstallationTokens(GitHubApp app, RepositoryName repository, Map<String, String> permissions) {
        this.app = app;
        this.repository = repository;
        this.permissions = permissions;
    }

    @Override
    public synchronized Token token() {
        Token known = current;
        if (known != null && lasts(known, EARLY)) {
            return known;
        }
        try {
            current = mint();
            return current;
        } catch (ScmException failure) {
            if (known != null && failure.isTransient() && lasts(known, Duration.ZERO)) {
                return known;
            }
            throw failure;
        }
    }

    private boolean lasts(Token token, Duration margin) {
        Instant soon = app.timeline().now().plus(margin);
        return token.expiresAt().filter(soon::isBefore).isPresent();
    }

    private Token mint() {
        long installation = app.ask(Call.get(repository.path("/installation"), Priority.REVIEW))
                .path("id")
                .asLong();
        ObjectNode body = Json.object();
        body.putArray("repositories").add(repository.name());
        ObjectNode asked = body.putObject("permissions");
        permissions.forEach(asked::put);
        String path = "/app/installations/" + installation + "/access_tokens";
        JsonNode made = app.ask(Call.write(Verb.POST, path, Optional.of(body), Priority.REVIEW));
        return Token.of(
                made.path("token").asText(),
                Instant.parse(made.path("expires_at").asText()));
    }

    @Override
    public synchronized void reject(Token rejected) {
        if (current != null && current.equals(rejected)) {
            current = null;
        }
    }

    /** Takes the token back; one that can't be reached for that ends by itself within the hour. */
    @Override
    public synchronized void close() {
        Token token = current;
        current = null;
        if (token != null && lasts(token, Duration.ZERO)) {
            app.as(token).send(Call.write(Verb.DELETE, "/installation/token", Optional.empty(), Priority.REVIEW));
        }
    }
}
