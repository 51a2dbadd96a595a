package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.testkit.github.traffic.GitHubLimits;
import dev.tandemwork.testkit.github.traffic.GitHubTraffic;
import dev.tandemwork.testkit.github.traffic.LimitShape;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LimitsTest {
    private static final String REPOSITORY = "/repos/acme/shop";
    private static final String COMMENTS = REPOSITORY + "/issues/1/comments";
    private static final String HELLO = "{'body':'hello'}";

    private final MovedClock clock = new MovedClock();
    private FakeGitHub github;
    private Api alice;

    @BeforeEach
    void start() throws Exception {
        github = FakeGitHub.builder().clock(clock).start();
        github.createRepository("acme/shop").push("fix", "main", Map.of("fix.txt", "fixed\n"));
        alice = Api.of(github, github.token("alice"));
        alice.send("POST", REPOSITORY + "/pulls", "{'title':'Fix','head':'fix','base':'main'}");
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void hour_isSharedByAllTokensOfAUser_andBeginsAgain() throws Exception {
        github.limit(GitHubLimits.none().restPerHour(3), LimitShape.RETRY_AFTER);
        Api second = Api.of(github, github.token("alice"));
        alice.get(REPOSITORY);

        Api.Reply last = second.get(REPOSITORY);
        Api.Reply over = alice.get(REPOSITORY);
        Api.Reply other = Api.of(github, github.token("bob")).get(REPOSITORY);
        clock.move(Duration.ofHours(1));
        Api.Reply later = alice.get(REPOSITORY);

        assertThat(last.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(over.status()).isEqualTo(403);
        assertThat(over.at("/message")).startsWith("API rate limit exceeded");
        assertThat(over.header("x-ratelimit-reset"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(other.status()).isEqualTo(200);
        assertThat(later.header("x-ratelimit-used")).isEqualTo("1");
        assertThat(github.traffic().exceeded()).isEqualTo(Map.of("primary", 1));
    }

    @Test
    void unchangedAnswer_isFree_butOnlyForTheSameToken() throws Exception {
        String tag = alice.get(REPOSITORY).header("etag");
        GitHubTraffic before = github.traffic();

        Api.Reply same = alice.get(REPOSITORY, "If-None-Match", tag);
        Api.Reply other = Api.of(github, github.token("alice")).get(REPOSITORY, "If-None-Match", tag);

        assertThat(same.status()).isEqualTo(304);
        assertThat(other.status()).isEqualTo(200);
        assertThat(github.traffic().unchanged()).isEqualTo(1);
        assertThat(github.traffic().counted()).isEqualTo(before.counted() + 1);
    }

    @Test
    void content_isLimited_byTheMinute_andByTheHour() throws Exception {
        github.limit(GitHubLimits.none().content(3, 4), LimitShape.WORDS_ONLY);

        int second = alice.send("POST", COMMENTS, HELLO).status();
        int third = alice.send("POST", COMMENTS, HELLO).status();
        Api.Reply fourth = alice.send("POST", COMMENTS, HELLO);
        clock.move(Duration.ofMinutes(1));
        int later = alice.send("POST", COMMENTS, HELLO).status();
        Api.Reply overTheHour = alice.send("POST", COMMENTS, HELLO);

        assertThat(new int[] {second, third, later}).containsOnly(201);
        assertThat(fourth.status()).isEqualTo(403);
        assertThat(fourth.at("/message")).contains("secondary rate limit");
        assertThat(fourth.header("retry-after")).isEmpty();
        assertThat(overTheHour.status()).isEqualTo(403);
        assertThat(alice.get(COMMENTS).json()).hasSize(3);
        assertThat(github.traffic().exceeded()).isEqualTo(Map.of("content", 2));
    }

    @Test
    void points_areLimited_byTheMinute() throws Exception {
        github.limit(GitHubLimits.documented(), LimitShape.TOO_MANY);
        for (int i = 0; i < 895; i++) {
            alice.get("/rate_limit");
        }

        Api.Reply over = alice.get(REPOSITORY);

        assertThat(over.status()).isEqualTo(429);
        assertThat(github.traffic().exceeded()).containsOnlyKeys("points");
    }

    @ParameterizedTest
    @EnumSource
    void everyShape_isAsItWasSeen(LimitShape shape) throws Exception {
        github.limit(GitHubLimits.none().content(0, 0), shape);

        Api.Reply over = alice.send("POST", COMMENTS, HELLO);

        assertThat(over.status()).isEqualTo(shape.status());
        assertThat(over.text()).isEqualTo(shape.body());
        shape.headers()
                .forEach((name, value) -> assertThat(over.header(name))
                        .isEqualTo(value.equals("@60") ? "Wed, 25 Nov 2026 12:01:00 GMT" : value));
    }

    @Test
    void pauseBetweenWrites_isMeasured() throws Exception {
        clock.move(Duration.ofSeconds(7));
        alice.send("POST", COMMENTS, HELLO);
        clock.move(Duration.ofSeconds(2));
        alice.send("POST", COMMENTS, HELLO);

        assertThat(github.traffic().shortestPause()).contains(Duration.ofSeconds(2));
        assertThat(github.traffic().calls("POST .*/comments")).isEqualTo(2);
    }
}
