package dev.tandemwork.github;

import dev.tandemwork.github.auth.Token;
import dev.tandemwork.github.auth.TokenSource;
import dev.tandemwork.github.limit.Limiter;
import dev.tandemwork.github.limit.Limits;
import dev.tandemwork.github.limit.Pace;
import dev.tandemwork.testkit.github.FakeGitHub;
import java.time.Duration;

/** Clients of a fake GitHub that do not wait for what only the real one needs. */
final class GitHub {
    static final Pace QUICK = new Pace(Duration.ofSeconds(20), Duration.ofMillis(5), Duration.ofMillis(10));

    private GitHub() {}

    static GitHubClient client(FakeGitHub host, String login) {
        return builder(host, host.token(login)).build();
    }

    static GitHubClient.Builder builder(FakeGitHub host, String token) {
        return GitHubClient.builder(TokenSource.of(Token.of(token)))
                .baseUrl(host.api().toString())
                .pace(QUICK)
                .limiter(Limiter.builder().limits(Limits.none()).build());
    }
}
