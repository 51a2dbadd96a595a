package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.Event;
import dev.tandemwork.scm.ReviewDraft.LineComment;
import dev.tandemwork.scm.ReviewDraft.Side;
import dev.tandemwork.scm.ReviewReceipt;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import dev.tandemwork.testkit.github.PullRequestView.ReviewView;
import dev.tandemwork.testkit.github.fault.GitHubFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReviewTest {
    private static final String POST = "POST .*/reviews";

    private final FakeGitHub host = FakeGitHub.start();
    private final GitHubRepository repository = host.createRepository("acme/shop");
    private final GitHubClient author = GitHub.client(host, "agent");
    private final GitHubClient reviewer = GitHub.client(host, "reviewer");
    private PullRequest pull;

    @BeforeEach
    void open() {
        repository.push("main", "main", Map.of("long.txt", "line\n".repeat(100)));
        repository.push(
                Change.BRANCH, "main", Map.of("a.txt", "1\n2\n3\n4\n", "long.txt", "new\n" + "line\n".repeat(99)));
        pull = new Change(repository).open(author);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private ReviewDraft draft(LineComment... comments) {
        return new ReviewDraft("key", pull.head(), "r", Event.REQUEST_CHANGES, "The review.", List.of(comments));
    }

    private ReviewView published() {
        assertThat(repository.pullRequest(1).reviews()).hasSize(1);
        return repository.pullRequest(1).reviews().get(0);
    }

    @Test
    void remarks_standAtTheirLines_andTheOthersInTheBody() {
        LineComment shown = LineComment.on("a.txt", 2, "shown");
        LineComment old = new LineComment("long.txt", Side.OLD, 1, 1, "old");
        LineComment far = LineComment.on("long.txt", 90, "far");
        LineComment elsewhere = LineComment.on("none.txt", 1, "elsewhere");

        ReviewReceipt receipt = reviewer.review(pull.ref(), draft(shown, old, far, elsewhere));

        assertThat(receipt.demoted()).containsExactly(far, elsewhere);
        assertThat(published().lines()).containsExactly("a.txt:2: shown", "long.txt:1: old");
        assertThat(published().body()).contains("`long.txt:90`: far", "`none.txt:1`: elsewhere");
    }

    @Test
    void rangesThatLeaveTheirHunk_areCutToTheirLastLine() {
        LineComment range = new LineComment("a.txt", Side.NEW, 2, 3, "range");
        LineComment single = new LineComment("a.txt", Side.NEW, 4, 4, "single");

        assertThat(reviewer.review(pull.ref(), draft(range, single)).demoted()).isEmpty();
        assertThat(published().lines()).containsExactly("a.txt:3: range", "a.txt:4: single");
    }

    @Test
    void aHostThatRefusesALineAllTheSame_getsTheRemarkInTheBody() {
        LineComment remark = LineComment.on("a.txt", 2, "remark");
        host.faults().next(POST, GitHubFault.invalid("Pull request review thread line must be part of the diff"));

        assertThat(reviewer.review(pull.ref(), draft(remark)).demoted()).containsExactly(remark);
        assertThat(published().body()).contains("remark");
    }

    @Test
    void onesOwnPullRequest_isCommentedOnly() {
        author.review(pull.ref(), draft());

        assertThat(published().state()).isEqualTo("COMMENTED");
    }

    @Test
    void aLostAnswer_isNoSecondReview_andNoSecondComment() {
        host.faults().next(POST, GitHubFault.cutAfterCommit());
        host.faults().next("POST .*/comments", GitHubFault.statusAfterCommit(502));

        reviewer.review(pull.ref(), draft());
        reviewer.upsertComment(pull.ref(), "report", "Text");
        reviewer.upsertComment(pull.ref(), "report", "Other text");

        assertThat(published().state()).isEqualTo("CHANGES_REQUESTED");
        assertThat(repository.pullRequest(1).comments())
                .singleElement()
                .asString()
                .contains("Other text");
    }

    @Test
    void whatOthersWrite_isNoMarker() {
        reviewer.review(
                pull.ref(),
                new ReviewDraft("one", pull.head(), "r", Event.COMMENT, "<!-- tandemwork:review:two -->", List.of()));

        reviewer.review(pull.ref(), new ReviewDraft("two", pull.head(), "r", Event.COMMENT, "Two", List.of()));

        assertThat(repository.pullRequest(1).reviews()).hasSize(2);
    }

    @Test
    void aLongBody_isCut_andSaysSo() {
        String body = "x".repeat(100_000);

        reviewer.review(pull.ref(), new ReviewDraft("key", pull.head(), "r", Event.COMMENT, body, List.of()));

        assertThat(published().body()).hasSizeLessThan(65_536).endsWith("(The rest is longer than the host allows.)");
    }
}
