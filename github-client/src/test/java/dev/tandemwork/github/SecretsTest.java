package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.fault.GitHubFault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A host, or what stands before it, may send back what it was sent. */
final class SecretsTest {
    private static final String TOKEN = "ghs_1234567_" + "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.Ab-_9.".repeat(11);

    private final PullRequestRef ref = new PullRequestRef("acme/shop", 1);

    @Test
    void noFailure_showsTheToken_thatTheHostSendsBack() {
        try (FakeGitHub host = FakeGitHub.start()) {
            String own = host.token("agent");
            String echo = "{\"message\":\"bad Authorization: Bearer " + own + " or " + TOKEN + "\"}";
            GitHubClient client = GitHub.builder(host, own).build();
            for (int status : List.of(400, 401, 403, 404, 409, 410, 422, 451, 500, 503)) {
                host.faults().heal();
                host.faults().every(".*", new GitHubFault.Refused(status, Map.of(), echo));

                assertThat(trace(client))
                        .doesNotContain(own, TOKEN.substring(20, 60))
                        .contains("***");
            }
        }
    }

    private String trace(GitHubClient client) {
        try {
            return "none: " + client.pullRequest(ref);
        } catch (ScmException failure) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            return text.toString();
        }
    }
}
