package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.github.app.AppKey;
import dev.tandemwork.github.app.GitHubApp;
import dev.tandemwork.github.auth.Token;
import dev.tandemwork.github.auth.TokenSource;
import dev.tandemwork.github.limit.Pace;
import dev.tandemwork.github.limit.VirtualTimeline;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AppTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PKCS1_OFFSET = 26;

    private final VirtualTimeline timeline = VirtualTimeline.create();
    private final FakeGitHub host = FakeGitHub.builder().clock(timeline::now).start();
    private final GitHubRepository repository = host.createRepository("acme/shop");
    private final dev.tandemwork.testkit.github.access.GitHubApp installed =
            host.installApp("lander", GitHubApp.LANDING);
    private final GitHubApp app = app(installed.privateKey());
    private final TokenSource tokens = app.tokens("acme/shop", GitHubApp.LANDING);

    @AfterEach
    void close() {
        host.close();
    }

    private GitHubApp app(String pem) {
        return GitHubApp.builder(installed.id(), AppKey.ofPem(pem))
                .baseUrl(host.api().toString())
                .timeline(timeline)
                .pace(new Pace(PATIENCE, Duration.ofMillis(1), Duration.ZERO))
                .build();
    }

    @Test
    void anApp_landsAChange_asItself() {
        GitHubClient client = GitHubClient.builder(tokens)
                .baseUrl(host.api().toString())
                .identity(app.login())
                .pace(GitHub.QUICK)
                .build();

        PullRequest pull = new Change(repository).open(client);
        MergeResult result = client.merge(pull.ref(), Change.land(pull));

        assertThat(pull.author()).isEqualTo("lander[bot]");
        assertThat(result).isInstanceOf(MergeResult.Merged.class);
    }

    @Test
    void aToken_isKept_andReplacedBeforeItExpires() {
        Token first = tokens.token();
        timeline.runUntil(timeline.now().plus(Duration.ofMinutes(54)));
        assertThat(tokens.token()).isEqualTo(first);

        timeline.runUntil(timeline.now().plus(Duration.ofMinutes(2)));

        assertThat(tokens.token()).isNotEqualTo(first);
    }

    @Test
    void aToken_isForOneRepository_andTakenBackAtTheEnd() {
        host.createRepository("acme/other").makePrivate();
        GitHubClient client = GitHub.builder(host, tokens.token().reveal()).build();
        assertThat(client.headOf("acme/shop", "main")).isNotNull();
        assertThatThrownBy(() -> client.headOf("acme/other", "main")).hasMessageContaining("acme/other");

        tokens.close();

        assertThatThrownBy(() -> client.headOf("acme/shop", "main")).hasMessageContaining("401");
    }

    @Test
    void aKeyAsGitHubGivesItOut_isReadToo() {
        String body = installed.privateKey().replaceAll("-----[A-Z ]+-----|\\s", "");
        byte[] pkcs8 = Base64.getDecoder().decode(body);
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS1_OFFSET, pkcs8.length);
        String pem = "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pkcs1) + "\n-----END RSA PRIVATE KEY-----\n";

        assertThat(app(pem).login()).isEqualTo("lander[bot]");
    }

    @Test
    void aKeyThatIsNone_isRefused_andNotShown() {
        assertThatThrownBy(() -> AppKey.ofPem("secret"))
                .hasMessageContaining("BEGIN RSA PRIVATE KEY")
                .hasMessageNotContaining("secret");
        assertThat(AppKey.ofPem(installed.privateKey())).hasToString("key ***");
    }
}
