package dev.tandemwork.testkit.github.internal.access;

import dev.tandemwork.testkit.github.access.GitHubApp;
import dev.tandemwork.testkit.github.access.TokenGrant;
import dev.tandemwork.testkit.github.internal.access.Caller.Kind;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Who may act here, and what proves it. */
public final class Accounts {
    private static final Duration INSTALLATION_TOKEN_LIFE = Duration.ofHours(1);

    private final InstantSource clock;
    private final AtomicLong serial = new AtomicLong(100_000);
    private final Map<String, Held> tokens = new ConcurrentHashMap<>();
    private final Map<Long, InstalledApp> apps = new ConcurrentHashMap<>();

    /** Tokens end by {@code clock}. */
    public Accounts(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns a new classic token of {@code login}. */
    public String classic(String login) {
        return held(TokenText.classic(next()), Kind.USER, login, new TokenGrant(Set.of(), Map.of(), Optional.empty()));
    }

    /** Returns a new fine-grained token of {@code login}. */
    public String fineGrained(String login, TokenGrant grant) {
        return held(TokenText.fineGrained(next()), Kind.FINE_GRAINED, login, grant);
    }

    /** Registers an app and installs it. */
    public GitHubApp install(String slug, Map<String, String> permissions) {
        InstalledApp app = InstalledApp.create(next(), slug, next(), permissions);
        apps.put(app.app().id(), app);
        return app.app();
    }

    /** Returns an installed app. */
    public Optional<GitHubApp> app(long id) {
        return Optional.ofNullable(apps.get(id)).map(InstalledApp::app);
    }

    /** Returns the app that an installation is of. */
    public Optional<GitHubApp> installation(long id) {
        return apps.values().stream()
                .map(InstalledApp::app)
                .filter(app -> app.installation() == id)
                .findFirst();
    }

    /** Returns the app that acts as {@code login}. */
    public Optional<GitHubApp> bot(String login) {
        return apps.values().stream()
                .map(InstalledApp::app)
                .filter(app -> app.login().equals(login))
                .findFirst();
    }

    /** Returns a new token of an installation, for an hour. */
    public Minted mint(GitHubApp app, TokenGrant wanted) {
        Instant end = clock.instant().plus(INSTALLATION_TOKEN_LIFE);
        String token =
                held(TokenText.installation(app.id(), next()), Kind.INSTALLATION, app.login(), wanted.until(end));
        return new Minted(token, end);
    }

    private String held(String token, Kind kind, String login, TokenGrant grant) {
        tokens.put(token, new Held(kind, login, grant));
        return token;
    }

    private long next() {
        return serial.incrementAndGet();
    }

    /** Ends a token. */
    public void revoke(String token) {
        tokens.remove(token);
    }

    /** Returns who stands behind an {@code Authorization} header. */
    public Caller caller(Optional<String> authorization) {
        if (authorization.isEmpty()) {
            return Caller.ANONYMOUS;
        }
        String credential = credential(authorization.get());
        return credential.chars().filter(c -> c == '.').count() == 2 && !credential.startsWith("gh")
                ? signer(credential)
                : holder(credential);
    }

    /** Returns the token that an {@code Authorization} header carries: git sends it as a password. */
    public static String credential(String authorization) {
        String[] parts = authorization.split(" ", 2);
        String given = parts.length == 2 ? parts[1].strip() : "";
        if (!parts[0].toLowerCase(Locale.ROOT).equals("basic")) {
            return given;
        }
        String pair = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8);
        return pair.substring(pair.indexOf(':') + 1);
    }

    private Caller signer(String jwt) {
        GitHubApp app = AppSignature.verified(jwt, clock.instant(), apps);
        return new Caller(Kind.APP, app.login(), "app:" + app.id(), jwt, Set.of(), Optional.of(Map.of()));
    }

    private Caller holder(String token) {
        Held held = tokens.get(token);
        if (held == null || held.isOver(clock.instant())) {
            throw Problem.of(401, "Bad credentials");
        }
        boolean confined = held.kind() != Kind.USER;
        return new Caller(
                held.kind(),
                held.login(),
                held.login(),
                token,
                held.grant().repositories().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                confined ? Optional.of(held.grant().permissions()) : Optional.empty());
    }

    private record Held(Kind kind, String login, TokenGrant grant) {
        boolean isOver(Instant now) {
            return grant.expires().filter(end -> !now.isBefore(end)).isPresent();
        }
    }

    /**
     * A token of an installation.
     *
     * @param token the token
     * @param expires when it ends
     */
    public record Minted(String token, Instant expires) {}
}
