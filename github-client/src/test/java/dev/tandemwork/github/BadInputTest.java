package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.scm.ScmException.Kind;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import dev.tandemwork.testkit.github.access.TokenGrant;
import dev.tandemwork.testkit.github.fault.GitHubFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BadInputTest {
    private static final String PULL = "GET /repos/acme/shop/pulls/1";

    private final FakeGitHub host = FakeGitHub.builder().recording().start();
    private final GitHubRepository repository = host.createRepository("acme/shop");
    private final Change change = new Change(repository);
    private final GitHubClient client = GitHub.client(host, "agent");
    private final PullRequestRef ref = new PullRequestRef("acme/shop", 1);

    @AfterEach
    void close() {
        host.close();
    }

    private static ScmException refused(Kind kind, ThrowingCallable call) {
        ScmException thrown = catchThrowableOfType(ScmException.class, call);
        assertThat(thrown).isNotNull();
        assertThat(thrown.kind()).as(thrown.getMessage()).isEqualTo(kind);
        return thrown;
    }

    @Test
    void aWrongToken_isNamedAsSuch_andNotShown() {
        String wrong = "ghp_0123456789012345678901234567890wrong";
        GitHubClient other = GitHub.builder(host, wrong).build();

        ScmException thrown = refused(Kind.AUTHENTICATION, () -> other.pullRequest(ref));

        assertThat(thrown).hasMessageContaining("401").hasMessageContaining("expected a token that is valid");
        assertThat(thrown.toString()).doesNotContain(wrong);
        assertThat(thrown.isTransient()).isFalse();
    }

    @Test
    void anExpiredToken_isNamedAsSuch() {
        TokenGrant grant = TokenGrant.of(Map.of("pull_requests", "read"))
                .until(Instant.now().minus(Duration.ofDays(1)));
        GitHubClient expired = GitHub.builder(host, host.token("agent", grant)).build();

        refused(Kind.AUTHENTICATION, () -> expired.pullRequest(ref));
    }

    @Test
    void aMissingPermission_isNamed() {
        PullRequest pull = change.open(client);
        TokenGrant grant = TokenGrant.of(Map.of("pull_requests", "read", "contents", "read"));
        GitHubClient reader = GitHub.builder(host, host.token("agent", grant)).build();

        ScmException thrown = refused(
                Kind.PERMISSION,
                () -> reader.reportCheck("acme/shop", pull.head(), new CheckRun("c", CheckRun.State.PASSED, "")));

        assertThat(thrown)
                .hasMessageContaining("expected a token with the permission [")
                .hasMessageContaining("statuses");
    }

    @Test
    void aPrivateRepository_looksLikeNone_andTheMessageSaysSo() {
        repository.makePrivate();
        GitHubClient stranger = GitHub.client(host, "stranger");

        ScmException thrown = refused(Kind.NOT_FOUND, () -> stranger.headOf("acme/shop", "main"));

        assertThat(thrown).hasMessageContaining("the token may not see it");
    }

    @Test
    void aRenamedRepository_isFollowed_alsoByWrites() {
        repository.rename("store");

        PullRequest pull = change.open(client);

        assertThat(client.pullRequest(pull.ref()).head()).isEqualTo(pull.head());
    }

    @Test
    void anArchivedRepository_isNamedAsSuch() {
        repository.archive();

        ScmException thrown = refused(Kind.PERMISSION, () -> change.open(client));

        assertThat(thrown).hasMessageContaining("archived");
    }

    @Test
    void aRedirectToAnotherHost_getsNoToken() {
        try (FakeGitHub elsewhere = FakeGitHub.builder().recording().start()) {
            elsewhere.createRepository("acme/shop").makePrivate();
            String target = elsewhere.api() + "/repos/acme/shop/pulls/1";
            host.faults().every(PULL, new GitHubFault.Refused(302, Map.of("Location", target), ""));

            refused(Kind.NOT_FOUND, () -> client.pullRequest(ref));

            assertThat(elsewhere.exchanges()).hasSize(1);
            assertThat(elsewhere.exchanges().get(0).status()).isEqualTo(404);
        }
    }

    @Test
    void aWriteIsNotRedirected_toAnotherHost() {
        String target = "http://127.0.0.1:1/repos/acme/shop/pulls";
        host.faults().every("POST .*/pulls", new GitHubFault.Refused(307, Map.of("Location", target), ""));

        ScmException thrown = refused(Kind.INVALID, () -> change.open(client));

        assertThat(thrown).hasMessageContaining("expected a write to stay where it is");
    }

    @Test
    void redirectsInACircle_end() {
        String target = host.api() + "/repos/acme/shop/pulls/1";
        host.faults().every(PULL, new GitHubFault.Refused(301, Map.of("Location", target), ""));

        refused(Kind.INVALID, () -> client.pullRequest(ref));

        assertThat(host.traffic().total()).isLessThan(20);
    }

    @Test
    void aPageInsteadOfJson_isNamedAsSuch() {
        host.faults().every(PULL, GitHubFault.page(200));

        ScmException thrown = refused(Kind.INVALID, () -> client.pullRequest(ref));

        assertThat(thrown).hasMessageContaining("text/html").hasMessageContaining("check the base URL");
    }

    @Test
    void cutJson_isTriedAgain_andThenNamed() {
        change.open(client);
        host.faults().next(PULL, new GitHubFault.Garbled(200, "{\"number\": 1, \"ti"), new GitHubFault.CutShort());
        assertThat(client.pullRequest(ref).title()).isEqualTo("Title");

        host.faults().every(PULL, new GitHubFault.Garbled(200, "{\"number\": 1, \"ti"));

        assertThat(refused(Kind.TRANSIENT, () -> client.pullRequest(ref))).hasMessageContaining("no whole JSON");
    }

    @Test
    void aServerThatFails_isTriedAgain_andThenNamed() {
        change.open(client);
        host.faults().next(PULL, GitHubFault.status(500), GitHubFault.page(502), GitHubFault.status(503));
        assertThat(client.pullRequest(ref).title()).isEqualTo("Title");

        host.faults().every(PULL, GitHubFault.page(502));

        assertThat(refused(Kind.TRANSIENT, () -> client.pullRequest(ref))).hasMessageContaining("502");
    }

    @Test
    void anUnreachableHost_isTransient_forReads_andUnclear_forWrites() {
        FakeGitHub gone = FakeGitHub.start();
        GitHubClient other = GitHub.builder(gone, "ghp_" + "0".repeat(36)).build();
        CheckRun check = new CheckRun("c", CheckRun.State.PASSED, "");
        CommitId head = repository.head("main").orElseThrow();
        gone.close();

        refused(Kind.TRANSIENT, () -> other.pullRequest(ref));
        refused(Kind.AMBIGUOUS, () -> other.reportCheck("acme/shop", head, check));
    }

    @Test
    void aDiffThatTheHostDoesNotGive_isReadFileByFile() {
        change.open(client);
        host.faults().every(PULL, GitHubFault.diffTooLarge());
        DiffResult partOfAll = diffOnly();

        assertThat(partOfAll.paths()).containsExactly("a.txt");
        assertThat(partOfAll.patch()).contains("+a");
    }

    /** The pull request itself is read at the same path. */
    private DiffResult diffOnly() {
        host.faults().heal();
        host.faults().next(PULL, new GitHubFault.Slow(Duration.ZERO), GitHubFault.diffTooLarge());
        return client.diff(ref);
    }

    @Test
    void aBinary_isSaidToBeMissing_whereTheHostDoesNotGiveIt() {
        repository.push("agent/a", "main", Map.of("a.bin", "\0\1\2".repeat(100), "a.txt", "a\n"));
        change.open(client);

        DiffResult diff = diffOnly();

        assertThat(diff).isInstanceOf(DiffResult.Partial.class);
        assertThat(((DiffResult.Partial) diff).reason()).contains("a.bin");
        assertThat(diff.paths()).contains("a.bin", "a.txt");
    }

    @Test
    void threeThousandFiles_areNeverWhole() {
        repository.push(
                "agent/a",
                "main",
                IntStream.range(0, 3_001)
                        .boxed()
                        .collect(Collectors.toMap(number -> "files/" + number + ".txt", number -> "x\n")));
        change.open(client);

        assertThat(diffOnly()).isInstanceOf(DiffResult.Partial.class);
    }

    @Test
    void aHugeDiff_isReadUpToASize_andSaysSo() {
        change.open(client);
        String huge = "diff --git a/a.txt b/a.txt\n" + "+0123456789abcdef\n".repeat(60 << 16);
        host.faults().next(PULL, new GitHubFault.Slow(Duration.ZERO), new GitHubFault.Garbled(200, huge));

        DiffResult diff = client.diff(ref);

        assertThat(diff).isInstanceOf(DiffResult.Partial.class);
        assertThat(diff.patch().length()).isLessThan(17 << 20);
    }

    @Test
    void unusualPaths_areReadAsTheyAre() {
        repository.push("agent/a", "main", Map.of("dir/ä \"quoted\".txt", "x\n", "tab\there", "x\n"));
        change.open(client);

        assertThat(client.diff(ref).paths()).contains("dir/ä \"quoted\".txt", "tab\there");
    }

    @Test
    void aLocationThatIsNoRepository_isRefused_withoutARequest() {
        ScmException thrown = refused(Kind.INVALID, () -> client.headOf("https://user:secret@host/only", "main"));

        assertThat(thrown).hasMessageContaining("expected owner/name").hasMessageNotContaining("secret");
        assertThat(host.traffic().total()).isZero();
    }

    @Test
    void addressesToCloneFrom_areRepositories() {
        CommitId main = repository.head("main").orElseThrow();

        assertThat(client.headOf("https://github.com/acme/shop.git", "main")).isEqualTo(main);
        assertThat(client.headOf("git@github.com:acme/shop.git", "main")).isEqualTo(main);
    }

    @Test
    void aMergeWithAToken_thatMayNotWrite_isAFailure_notARefusal() {
        PullRequest pull = change.open(client);
        TokenGrant grant = TokenGrant.of(Map.of("pull_requests", "read", "contents", "read"));
        GitHubClient reader = GitHub.builder(host, host.token("agent", grant)).build();

        refused(Kind.PERMISSION, () -> reader.merge(pull.ref(), new MergeSpec(pull.head(), "t", "b")));
    }
}
