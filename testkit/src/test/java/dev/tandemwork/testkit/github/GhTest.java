package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.testkit.github.access.BranchRules;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real {@code gh} says of it, with nothing in between. */
final class GhTest {
    @TempDir
    Path folder;

    private FakeGitHub github;
    private GitHubRepository shop;
    private Shell alice;

    @BeforeEach
    void start() throws Exception {
        github = FakeGitHub.start();
        shop = github.createRepository("acme/shop");
        alice = Shell.cloned(folder.resolve("alice"), github, shop, github.token("alice"));
        alice.push("fix", "fix.txt", "fixed\n");
    }

    @AfterEach
    void close() {
        github.close();
    }

    private String open() throws Exception {
        return alice.run("gh", "pr", "create", "--head", "fix", "--base", "main", "-t", "Fix it", "-b", "Because.");
    }

    @Test
    void pullRequest_isCreated_andSeen() throws Exception {
        String said = open();

        assertThat(said).endsWith("http://github.localhost/acme/shop/pull/1");
        assertThat(shop.pullRequest(1))
                .extracting(
                        PullRequestView::title, PullRequestView::body, PullRequestView::author, PullRequestView::branch)
                .containsExactly("Fix it", "Because.", "alice", "fix");
        assertThat(alice.run("gh", "pr", "view", "1", "--json", "number,title,state,headRefOid,mergeable"))
                .contains(
                        "\"title\":\"Fix it\"",
                        "\"state\":\"OPEN\"",
                        shop.head("fix").orElseThrow().toString());
        assertThat(alice.run("gh", "pr", "list", "--json", "number,headRefName"))
                .isEqualTo("[{\"headRefName\":\"fix\",\"number\":1}]");
    }

    @Test
    void secondPullRequest_ofTheSameBranch_isRefused_withTheFirst() throws Exception {
        open();

        Shell.Ended second =
                alice.attempt("gh", "pr", "create", "--head", "fix", "--base", "main", "-t", "Again", "-b", "");

        assertThat(second.status()).isEqualTo(1);
        assertThat(second.output()).contains("already exists", "/acme/shop/pull/1");
        assertThat(shop.pullRequests()).hasSize(1);
    }

    @Test
    void pullRequest_isSquashed_andItsBranchDeleted() throws Exception {
        open();
        String head = shop.head("fix").orElseThrow().toString();

        alice.run("gh", "pr", "merge", "1", "--squash", "--match-head-commit", head, "--delete-branch");

        PullRequestView merged = shop.pullRequest(1);
        assertThat(merged.state()).isEqualTo(PullRequestView.State.MERGED);
        assertThat(merged.mergeCommit()).isEqualTo(shop.head("main"));
        assertThat(shop.history("main").get(0).message()).startsWith("Fix it (#1)");
        assertThat(shop.files("main")).containsEntry("fix.txt", "fixed\n");
        assertThat(shop.head("fix")).isEmpty();
    }

    @Test
    void merge_isRefused_whenTheHeadIsAnother() throws Exception {
        open();
        CommitId reviewed = shop.head("fix").orElseThrow();
        shop.push("fix", "main", Map.of("late.txt", "unseen\n"));

        Shell.Ended merge =
                alice.attempt("gh", "pr", "merge", "1", "--squash", "--match-head-commit", reviewed.toString());

        assertThat(merge.status()).isEqualTo(1);
        assertThat(merge.output()).contains("Head branch was modified. Review and try the merge again.");
        assertThat(shop.pullRequest(1).state()).isEqualTo(PullRequestView.State.OPEN);
    }

    @Test
    void whatIsSaidOfAPullRequest_isSeenByGh_andByTheHost() throws Exception {
        open();
        Shell bob = Shell.cloned(folder.resolve("bob"), github, shop, github.token("bob"));

        bob.run("gh", "pr", "review", "1", "--request-changes", "-b", "Not yet.");
        bob.run("gh", "pr", "review", "1", "--approve", "-b", "Now.");
        alice.run("gh", "pr", "comment", "1", "-b", "Thank you.");

        assertThat(shop.pullRequest(1).reviews())
                .extracting(PullRequestView.ReviewView::author, PullRequestView.ReviewView::state)
                .containsExactly(tuple("bob", "CHANGES_REQUESTED"), tuple("bob", "APPROVED"));
        assertThat(shop.pullRequest(1).comments()).containsExactly("Thank you.");
        assertThat(alice.run("gh", "pr", "view", "1", "--json", "reviews,comments"))
                .contains("Not yet.", "Now.", "Thank you.");
    }

    @Test
    void ownPullRequest_isNotApproved() throws Exception {
        open();

        Shell.Ended review = alice.attempt("gh", "pr", "review", "1", "--approve");

        assertThat(review.status()).isEqualTo(1);
        assertThat(review.output()).contains("Can not approve your own pull request");
    }

    @Test
    void diff_isThatOfGit() throws Exception {
        open();

        assertThat(alice.run("gh", "pr", "diff", "1"))
                .isEqualTo(alice.run("git", "diff", "--full-index", "main...fix"));
        assertThat(alice.run("gh", "pr", "diff", "1", "--name-only")).isEqualTo("fix.txt");
    }

    @Test
    void checks_areListed_andOneThatFailedFails() throws Exception {
        open();
        CommitId head = shop.head("fix").orElseThrow();
        shop.check(head, "build", CheckRun.State.PASSED);
        shop.status(head, "review", CheckRun.State.FAILED);

        Shell.Ended checks = alice.attempt("gh", "pr", "checks", "1");

        assertThat(checks.status()).isEqualTo(1);
        assertThat(checks.output()).containsPattern("build\\s+pass").containsPattern("review\\s+fail");
    }

    @Test
    void merge_isRefused_whileARequiredCheckIsMissing() throws Exception {
        open();
        shop.protect("main", BranchRules.none().requiring("build"));

        Shell.Ended early = alice.attempt("gh", "pr", "merge", "1", "--squash");
        shop.check(shop.head("fix").orElseThrow(), "build", CheckRun.State.PASSED);
        alice.run("gh", "pr", "merge", "1", "--squash");

        assertThat(early.status()).isEqualTo(1);
        assertThat(shop.pullRequest(1).state()).isEqualTo(PullRequestView.State.MERGED);
    }

    @Test
    void token_isKnown_untilItIsRevoked() throws Exception {
        Shell.Ended known = alice.attempt("gh", "auth", "status", "-h", "github.localhost");
        github.revoke(alice.token());
        Shell.Ended revoked = alice.attempt("gh", "auth", "status", "-h", "github.localhost");

        assertThat(known.output()).containsPattern("Logged in to github.localhost (as|account) alice");
        assertThat(known.status()).isZero();
        assertThat(revoked.status()).isEqualTo(1);
    }
}
