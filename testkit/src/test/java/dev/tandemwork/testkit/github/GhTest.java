package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.CommitId;
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
}
