package dev.tandemwork.github.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.auth.Token;
import dev.tandemwork.github.auth.TokenSource;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Endpoint;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.limit.Limiter;
import dev.tandemwork.github.limit.Pace;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.github.limit.Timeline;
import java.util.Map;
import java.util.Objects;

/**
 * A GitHub App, which acts on the repositories that it is installed for.
 *
 * <p>It has no token of its own for that, but makes them: each for one repository, with the permissions that it is asked for,
 * for an hour at most.
 */
public final class GitHubApp {
    /** What the client needs to land changes. */
    public static final Map<String, String> LANDING = Map.of(
            "contents", "write", "pull_requests", "write", "issues", "write", "statuses", "write", "checks", "read");

    private final Endpoint endpoint;
    private final Timeline timeline;
    private final Pace pace;
    private final Api api;

    private GitHubApp(Builder builder) {
        endpoint = Endpoint.of(builder.baseUrl);
        timeline = builder.timeline;
        pace = builder.pace;
        Limiter limiter = Limiter.builder().timeline(timeline).build();
        TokenSource proofs = () -> Token.of(builder.key.sign(builder.id, timeline.now()));
        api = Api.of(endpoint, proofs, limiter, timeline, pace);
    }

    /** Returns a builder of the app with this number and private key. */
    public static Builder builder(long id, AppKey key) {
        return new Builder(id, key);
    }

    /** Builds an app. */
    public static final class Builder {
        private final long id;
        private final AppKey key;
        private String baseUrl = "https://api.github.com";
        private Timeline timeline = Timeline.system();
        private Pace pace = Pace.standard();

        private Builder(long id, AppKey key) {
            this.id = id;
            this.key = Objects.requireNonNull(key, "key");
        }

        /** Sets where the REST interface is; the default is GitHub.com. */
        public Builder baseUrl(String value) {
            baseUrl = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets the time; the default is the machine's. */
        public Builder timeline(Timeline value) {
            timeline = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets how long calls wait; the default is {@link Pace#standard()}. */
        public Builder pace(Pace value) {
            pace = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Returns the app. It asks nothing of the host yet. */
        public GitHubApp build() {
            return new GitHubApp(this);
        }
    }

    /** Returns the login that the app acts as. */
    public String login() {
        return api.json(Call.get("/app", Priority.REVIEW)).path("slug").asText() + "[bot]";
    }

    /**
     * Returns tokens for one repository. Each is replaced some minutes before it expires, and taken back when the source is
     * closed.
     *
     * @param permissions by name, to {@code read} or {@code write}; no more than the app was granted
     */
    public TokenSource tokens(String repository, Map<String, String> permissions) {
        return new InstallationTokens(this, RepositoryName.of(repository), Map.copyOf(permissions));
    }

    Timeline timeline() {
        return timeline;
    }

    JsonNode ask(Call call) {
        return api.again(() -> api.json(call));
    }

    /** Returns the interfaces of the host as a token sees them. */
    Api as(Token token) {
        return Api.of(
                endpoint,
                TokenSource.of(token),
                Limiter.builder().timeline(timeline).build(),
                timeline,
                pace);
    }
}
