package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.testkit.github.access.GitHubApp;
import dev.tandemwork.testkit.github.access.TokenGrant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, over the API and over git. */
final class AccessTest {
    private static final String REPOSITORY = "/repos/acme/shop";

    @TempDir
    Path folder;

    private final MovedClock clock = new MovedClock();
    private FakeGitHub github;
    private GitHubRepository shop;

    @BeforeEach
    void start() {
        github = FakeGitHub.builder().clock(clock).start();
        shop = github.createRepository("acme/shop");
        shop.push("fix", "main", Map.of("fix.txt", "fixed\n"));
    }

    @AfterEach
    void close() {
        github.close();
    }

    private Api.Reply open(Api api) throws Exception {
        return api.send("POST", REPOSITORY + "/pulls", "{'title':'Fix','head':'fix','base':'main'}");
    }

    @Test
    void permission_thatIsMissing_isNamed() throws Exception {
        Api reader = Api.of(github, github.token("alice", TokenGrant.of(Map.of("pull_requests", "read"))));

        Api.Reply refused = open(reader);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message")).isEqualTo("Resource not accessible by personal access token");
        assertThat(refused.header("x-accepted-github-permissions")).isEqualTo("pull_requests=write");
        assertThat(reader.get(REPOSITORY + "/pulls").status()).isEqualTo(200);
    }

    @Test
    void privateRepository_isNotThere_forStrangers() throws Exception {
        shop.makePrivate();
        shop.permit("alice", "read");

        assertThat(Api.of(github, github.token("bob")).get(REPOSITORY).status()).isEqualTo(404);
        assertThat(Api.anonymous(github).get(REPOSITORY).status()).isEqualTo(404);
        assertThat(Api.of(github, github.token("alice")).get(REPOSITORY).status())
                .isEqualTo(200);
        assertThat(open(Api.of(github, github.token("alice"))).status()).isEqualTo(403);
        assertThat(open(Api.of(github, github.token("acme"))).status()).isEqualTo(201);
    }

    @Test
    void token_isGood_untilItsEnd() throws Exception {
        TokenGrant grant =
                TokenGrant.of(Map.of("metadata", "read")).until(clock.instant().plusSeconds(60));
        Api api = Api.of(github, github.token("alice", grant));

        int before = api.get(REPOSITORY).status();
        clock.move(Duration.ofSeconds(60));

        assertThat(before).isEqualTo(200);
        assertThat(api.get(REPOSITORY).at("/message")).isEqualTo("Bad credentials");
    }

    @Test
    void installationToken_isNarrow_long_andEndsAfterAnHour() throws Exception {
        github.createRepository("acme/other").makePrivate();
        GitHubApp app = github.installApp("robot", Map.of("pull_requests", "write", "contents", "read"));
        String tokens = "/app/installations/" + app.installation() + "/access_tokens";
        long now = clock.instant().getEpochSecond();
        Api signer = Api.of(
                github, Jwt.signed(app, "{\"iat\":" + now + ",\"exp\":" + (now + 600) + ",\"iss\":" + app.id() + "}"));
        Api.Reply minted = signer.send("POST", tokens, "{'repositories':['shop'],'permissions':{'contents':'read'}}");
        Api robot = Api.of(github, minted.at("/token"));

        assertThat(minted.at("/token")).matches("ghs_[A-Za-z0-9._-]{500,}");
        assertThat(robot.get(REPOSITORY + "/branches").status()).isEqualTo(200);
        assertThat(robot.get("/repos/acme/other").status()).isEqualTo(404);
        assertThat(open(robot).at("/message")).isEqualTo("Resource not accessible by integration");
        assertThat(signer.send("POST", tokens, "{'permissions':{'checks':'write'}}")
                        .status())
                .isEqualTo(422);
        clock.move(Duration.ofHours(1));
        assertThat(robot.get(REPOSITORY).status()).isEqualTo(401);
    }

    @Test
    void signature_mustBeFresh_andOfTheApp() throws Exception {
        GitHubApp app = github.installApp("robot", Map.of());
        GitHubApp other = github.installApp("other", Map.of());
        long now = clock.instant().getEpochSecond();
        String good = "{\"iat\":" + now + ",\"exp\":" + (now + 600) + ",\"iss\":" + app.id() + "}";

        assertThat(Api.of(github, Jwt.signed(app, good)).get("/app").status()).isEqualTo(200);
        assertThat(Api.of(github, Jwt.signed(other, good)).get("/app").status()).isEqualTo(401);
        String tooLong = good.replace("" + (now + 600), "" + (now + 601));
        assertThat(Api.of(github, Jwt.signed(app, tooLong)).get("/app").at("/message"))
                .contains("too far in the future");
        String early = good.replace("\"iat\":" + now, "\"iat\":" + (now + 1));
        assertThat(Api.of(github, Jwt.signed(app, early)).get("/app").at("/message"))
                .contains("Issued at");
    }

    @Test
    void renamedRepository_isWhereTheOldNameLeads_andArchivedOnesAreOnlyRead() throws Exception {
        Api alice = Api.of(github, github.token("alice"));
        shop.rename("store");

        Api.Reply moved = alice.get(REPOSITORY + "/pulls");
        Api.Reply write = open(alice);
        shop.archive();

        assertThat(moved.status()).isEqualTo(301);
        assertThat(alice.get(moved.header("location")).status()).isEqualTo(200);
        assertThat(write.status()).isEqualTo(307);
        assertThat(alice.send("POST", write.header("location"), "{}").at("/message"))
                .contains("archived");
    }

    @Test
    void git_asksForAToken_thatMayPush() throws Exception {
        Shell writer = Shell.cloned(folder.resolve("writer"), github, shop, github.token("alice"));
        writer.push("more", "more.txt", "more\n");
        String reading = github.token("bob", TokenGrant.of(Map.of("contents", "read")));
        Shell reader = Shell.cloned(folder.resolve("reader"), github, shop, reading);

        assertThat(shop.head("more")).isPresent();
        assertThatThrownBy(() -> reader.push("other", "other.txt", "other\n")).hasMessageContaining("403");
        shop.makePrivate();
        assertThat(reader.attempt("git", "fetch").status()).isNotZero();
        github.revoke(writer.token());
        assertThat(writer.attempt("git", "fetch").output()).contains("could not read Username");
    }
}
