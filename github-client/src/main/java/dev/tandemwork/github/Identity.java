package dev.tandemwork.github;

import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.limit.Priority;
import org.jspecify.annotations.Nullable;

/** Who a token acts as. */
final class Identity {
    private final Api api;

    /** Guarded by this. */
    private @Nullable String login;

    Identity(Api api, @Nullable String login) {
        this.api = api;
        this.login = login;
    }

    synchronized String login() {
        if (login == null) {
            login = api.json(Call.get("/user", Priority.REVIEW)).path("login").asText();
        }
        return login;
    }
}
