package dev.tandemwork.testkit.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.scm.BranchDeletion;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Cause;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.MergeResult.Refused;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ReviewDraft;
import dev.tandemwork.scm.ReviewDraft.Event;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.testkit.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The suite that every {@link ScmClient} passes. To hold an implementation to it, make a test class that extends this
 * and implements its three methods.
 */
public abstract class ScmClientContract extends ScmContractSteps {
    /** Creates the suite. */
    protected ScmClientContract() {}

    @Test
    final void ensure_opensWhatWasAskedFor() {
        CommitId head = push("agent/a", "a.txt", "a\n");

        PullRequest opened = open("agent/a");

        assertThat(opened.title()).isEqualTo("Title of agent/a");
        assertThat(opened.body()).isEqualTo("Body of agent/a");
        assertThat(opened.author()).isEqualTo(client.identity());
        assertThat(opened.branch()).isEqualTo("agent/a");
        assertThat(opened.baseBranch()).isEqualTo("main");
        assertThat(opened.head()).isEqualTo(head);
        assertThat(opened.state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(opened.mergeCommit()).isEmpty();
        assertThat(client.pullRequest(opened.ref())).isEqualTo(opened);
    }

    @Test
    final void ensure_returnsTheOpenOne_toWhoeverAsks() {
        push("agent/a", "a.txt", "a\n");
        PullRequest first = open("agent/a");

        assertThat(open("agent/a")).isEqualTo(first);
        assertThat(client("another").ensurePullRequest(spec("agent/a"))).isEqualTo(first);
    }

    @Test
    final void ensure_opensOne_whenThreadsRace() {
        push("agent/a", "a.txt", "a\n");

        List<PullRequest> opened = together(number -> client("racer-" + number).ensurePullRequest(spec("agent/a")));

        assertThat(opened)
                .extracting(PullRequest::ref)
                .containsOnly(opened.get(0).ref());
    }

    @Test
    final void ensure_losesNone_whenThreadsOpenDifferentOnes() {
        IntStream.range(0, THREADS).forEach(number -> push("agent/" + number, number + ".txt", "x\n"));

        List<PullRequest> opened = together(number -> client("racer").ensurePullRequest(spec("agent/" + number)));

        assertThat(opened).extracting(pull -> pull.ref().number()).doesNotHaveDuplicates();
        assertThat(opened)
                .extracting(PullRequest::ref)
                .allSatisfy(ref -> assertThat(client.pullRequest(ref)).isIn(opened));
    }

    @Test
    final void ensure_followsTheBranch() {
        push("agent/a", "a.txt", "a\n");
        PullRequest first = open("agent/a");
        CommitId second = push("agent/a", "a.txt", "b\n");

        assertThat(open("agent/a").head()).isEqualTo(second);
        assertThat(client.pullRequest(first.ref()).head()).isEqualTo(second);
    }

    @Test
    final void ensure_opensAnother_onceTheFirstIsMerged() {
        push("agent/a", "a.txt", "a\n");
        PullRequest first = open("agent/a");
        merge(first);
        push("agent/a", "a.txt", "b\n");

        PullRequest second = open("agent/a");

        assertThat(second.ref()).isNotEqualTo(first.ref());
        assertThat(client.findPullRequest(repository.location(), "agent/a")).hasValue(second);
    }

    @Test
    final void ensure_refusesABranchThatIsNotThere() {
        CommitId main = repository.head("main").orElseThrow();
        Change change = new Change(repository.location(), "agent/none", "main", main, main, Optional.empty());

        ScmException thrown = catchThrowableOfType(
                ScmException.class, () -> client.ensurePullRequest(new PullRequestSpec(change, "t", "b")));

        assertThat(thrown.kind()).isIn(ScmException.Kind.NOT_FOUND, ScmException.Kind.INVALID);
        assertThat(client.findPullRequest(repository.location(), "agent/none")).isEmpty();
    }

    @Test
    final void find_isEmpty_beforeAnyIsOpened() {
        push("agent/a", "a.txt", "a\n");

        assertThat(client.findPullRequest(repository.location(), "agent/a")).isEmpty();
    }

    @Test
    final void pullRequest_refusesAnUnknownNumber() {
        PullRequestRef unknown = new PullRequestRef(repository.location(), 4711);

        ScmException thrown = catchThrowableOfType(ScmException.class, () -> client.pullRequest(unknown));

        assertThat(thrown.kind()).isEqualTo(ScmException.Kind.NOT_FOUND);
        assertThat(thrown).hasMessageContaining("4711");
    }

    @Test
    final void anUnknownRepository_isRefused() {
        String unknown = repository.location() + "-that-is-not-there";

        ScmException thrown =
                catchThrowableOfType(ScmException.class, () -> client.findPullRequest(unknown, "agent/a"));

        assertThat(thrown.kind()).isEqualTo(ScmException.Kind.NOT_FOUND);
    }

    @Test
    final void diff_isFromTheMergeBase_andWhole() {
        repository.push("agent/a", "main", Map.of("README.md", "# Changed\n", "dir/new file.txt", "one\ntwo\n"));
        repository.push("main", "main", Map.of("elsewhere.txt", "other work\n"));

        DiffResult diff = client.diff(open("agent/a").ref());

        assertThat(diff).isInstanceOf(DiffResult.Complete.class);
        assertThat(diff.paths()).containsExactlyInAnyOrder("README.md", "dir/new file.txt");
        assertThat(diff.patch().lines())
                .contains("-# Sample", "+# Changed", "+one", "+two", "--- /dev/null")
                .doesNotContain("-other work", "+other work");
    }

    @Test
    final void diff_staysTheSame_afterTheMerge() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");
        DiffResult before = client.diff(opened.ref());
        merge(opened);
        client.deleteBranch(repository.location(), "agent/a", opened.head());

        assertThat(client.diff(opened.ref())).isEqualTo(before);
    }

    @Test
    final void checks_areTheLastReportOfEachName() {
        CommitId head = push("agent/a", "a.txt", "a\n");
        PullRequest pull = open("agent/a");

        assertThat(state(pull)).isEqualTo(CheckVerdict.State.NOT_YET_REPORTED);
        report(head, "tests", CheckRun.State.PENDING);
        assertThat(state(pull)).isEqualTo(CheckVerdict.State.PENDING);
        report(head, "tests", CheckRun.State.FAILED);
        assertThat(state(pull)).isEqualTo(CheckVerdict.State.RED);
        report(head, "tests", CheckRun.State.PASSED);
        report(head, "tests", CheckRun.State.PASSED);
        assertThat(client.checks(pull.ref(), head).evidence())
                .containsExactly(new CheckRun("tests", CheckRun.State.PASSED, "summary"));
    }

    @Test
    final void checks_holdForOneCommit() {
        report(push("agent/a", "a.txt", "a\n"), "tests", CheckRun.State.PASSED);
        push("agent/a", "a.txt", "b\n");

        assertThat(state(open("agent/a"))).isEqualTo(CheckVerdict.State.NOT_YET_REPORTED);
    }

    @Test
    final void checks_areNotLost_whenThreadsReport() {
        CommitId head = push("agent/a", "a.txt", "a\n");

        together(number -> {
            client("racer")
                    .reportCheck(repository.location(), head, new CheckRun("c" + number, CheckRun.State.PASSED, ""));
            return number;
        });

        assertThat(client.checks(open("agent/a").ref(), head).evidence()).hasSize(THREADS);
    }

    @Test
    final void review_isPublishedOnce_forEachKey() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");
        ReviewDraft draft = draft("k1", opened, Event.COMMENT);

        String id = client.review(opened.ref(), draft).id();

        assertThat(client.review(opened.ref(), draft).id()).isEqualTo(id);
        assertThat(client("author").review(opened.ref(), draft).id()).isEqualTo(id);
        assertThat(published(opened.ref()))
                .filteredOn(body -> body.contains("Review k1"))
                .hasSize(1);
    }

    @Test
    final void reviewsAndComments_areNotLost_whenThreadsWrite() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");

        together(number -> client("racer").review(opened.ref(), draft("k" + number, opened, Event.COMMENT)));
        together(number -> {
            client("racer").upsertComment(opened.ref(), "c" + number, "Comment " + number);
            return number;
        });

        assertThat(published(opened.ref())).hasSize(2 * THREADS);
    }

    @Test
    final void review_holdsALineComment_whereTheHostAcceptsIt() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");
        ReviewDraft.LineComment remark = ReviewDraft.LineComment.on("a.txt", 1, "why?");
        ReviewDraft draft = new ReviewDraft("k", opened.head(), "reviewer", Event.COMMENT, "Review k", List.of(remark));

        assertThat(client.review(opened.ref(), draft).demoted()).isSubsetOf(remark);
    }

    @Test
    final void comment_isReplaced_byTheSameKey() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");

        client.upsertComment(opened.ref(), "report", "First text");
        client.upsertComment(opened.ref(), "report", "Second text");
        client.upsertComment(opened.ref(), "report", "Second text");

        assertThat(published(opened.ref())).hasSize(1).first().asString().contains("Second text");
    }

    @Test
    final void merge_putsOneCommitOnTheBase() {
        push("agent/a", "a.txt", "a\n");
        push("agent/a", "b.txt", "b\n");
        repository.push("main", "main", Map.of("elsewhere.txt", "other work\n"));
        int before = repository.history("main").size();

        Merged merged = merge(open("agent/a"));

        assertThat(repository.history("main")).hasSize(before + 1);
        assertThat(repository.history("main").get(0)).satisfies(commit -> {
            assertThat(commit.id()).isEqualTo(merged.commit());
            assertThat(commit.parents()).isEqualTo(1);
            assertThat(commit.message()).startsWith("Land agent/a\n");
        });
        assertThat(repository.files("main")).containsKeys("README.md", "a.txt", "b.txt", "elsewhere.txt");
    }

    @Test
    final void merge_isKnownAfterwards() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");

        Merged merged = merge(opened);

        PullRequest now =
                client.findPullRequest(repository.location(), "agent/a").orElseThrow();
        assertThat(now.state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(now.mergeCommit()).hasValue(merged.commit());
        assertThat(now.head()).isEqualTo(opened.head());
    }

    @Test
    final void merge_isIdempotent_alsoForAnotherClient_andWithoutTheBranch() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");
        Merged first = merge(opened);

        assertThat(client.merge(opened.ref(), land(opened))).isEqualTo(first);
        assertThat(client("author").merge(opened.ref(), land(opened))).isEqualTo(first);
        client.deleteBranch(repository.location(), "agent/a", opened.head());
        assertThat(client.merge(opened.ref(), land(opened))).isEqualTo(first);
        assertThat(repository.history("main")).hasSize(2);
    }

    @Test
    final void merge_happensOnce_whenThreadsRace() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");

        List<MergeResult> results = together(number -> client("racer").merge(opened.ref(), land(opened)));

        assertThat(Set.copyOf(results)).hasSize(1).first().isInstanceOf(Merged.class);
        assertThat(repository.history("main")).hasSize(2);
    }

    @Test
    final void merges_formALine_whenThreadsLandDifferentOnes() {
        List<PullRequest> opened = IntStream.range(0, THREADS)
                .peek(number -> push("agent/" + number, number + ".txt", "x\n"))
                .mapToObj(number -> open("agent/" + number))
                .toList();

        List<MergeResult> results =
                together(number -> client("racer").merge(opened.get(number).ref(), land(opened.get(number))));

        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(Merged.class));
        assertThat(repository.history("main")).hasSize(THREADS + 1).allMatch(commit -> commit.parents() <= 1);
        assertThat(repository.files("main")).hasSize(THREADS + 1);
    }

    @Test
    final void merge_isRefused_whenHeadMoved() {
        push("agent/a", "a.txt", "a\n");
        PullRequest reviewed = open("agent/a");
        push("agent/a", "a.txt", "not reviewed\n");

        assertRefused(reviewed, Cause.HEAD_MOVED);
    }

    @Test
    final void merge_isRefused_atAnotherHead_afterTheMerge() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");
        merge(opened);
        CommitId later = push("agent/a", "a.txt", "later\n");

        MergeResult result = client.merge(opened.ref(), new MergeSpec(later, "t", "b"));

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(repository.files("main")).containsEntry("a.txt", "a\n");
    }

    @Test
    final void merge_isRefused_onConflict() {
        push("agent/a", "README.md", "# One\n");
        PullRequest opened = open("agent/a");
        repository.push("main", "main", Map.of("README.md", "# Two\n"));

        assertThat(assertRefused(opened, Cause.CONFLICT).conflicts()).containsExactly("README.md");
        assertThat(client.pullRequest(opened.ref()).state()).isEqualTo(PullRequest.State.OPEN);
    }

    @Test
    final void merge_isRefused_whileAReviewRequestsChanges() {
        push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");
        ScmClient reviewer = client("reviewer");
        reviewer.review(opened.ref(), draft("k1", opened, Event.REQUEST_CHANGES));

        assertRefused(opened, Cause.BLOCKED);
        reviewer.review(opened.ref(), draft("k2", opened, Event.APPROVE));
        merge(opened);
    }

    @Test
    final void merge_isRefused_whenTheBranchIsGone() {
        CommitId head = push("agent/a", "a.txt", "a\n");
        PullRequest opened = open("agent/a");
        client.deleteBranch(repository.location(), "agent/a", head);

        assertRefused(opened, Cause.CLOSED);
        assertThat(client.pullRequest(opened.ref()).state()).isEqualTo(PullRequest.State.CLOSED);
    }

    @Test
    final void everyWrite_canBeMadeAgain_whenItsAnswerWasLost() {
        CommitId head = push("agent/a", "a.txt", "a\n");
        FaultyScm lossy = FaultyScm.wrapping(client);
        Stream.of(ScmCall.values()).forEach(call -> lossy.failing(call, Fault.LOSE_ANSWER));

        PullRequest opened = again(lossy, scm -> scm.ensurePullRequest(spec("agent/a")));
        again(lossy, scm -> scm.review(opened.ref(), draft("k", opened, Event.APPROVE)));
        again(lossy, scm -> {
            scm.upsertComment(opened.ref(), "report", "Comment");
            return scm.budget();
        });
        MergeResult merged = again(lossy, scm -> scm.merge(opened.ref(), land(opened)));
        BranchDeletion deletion = again(lossy, scm -> scm.deleteBranch(repository.location(), "agent/a", head));

        assertThat(merged).isInstanceOf(Merged.class);
        assertThat(deletion).isEqualTo(BranchDeletion.ABSENT);
        assertThat(repository.history("main")).hasSize(2);
        assertThat(published(opened.ref())).hasSize(2);
    }

    private <T> T again(FaultyScm lossy, Function<ScmClient, T> call) {
        assertThat(catchThrowableOfType(ScmException.class, () -> call.apply(lossy.client())))
                .isNotNull();
        return call.apply(client("author"));
    }

    @Test
    final void landedSince_isNewestFirst_withPatches() {
        CommitId since = repository.head("main").orElseThrow();
        assertThat(client.landedSince(repository.location(), "main", since)).isEmpty();
        push("agent/a", "a.txt", "from a\n");
        push("agent/b", "b.txt", "from b\n");
        Merged first = merge(open("agent/a"));
        Merged second = merge(open("agent/b"));

        List<ScmClient.Landed> landed = client.landedSince(repository.location(), "main", since);

        assertThat(landed).extracting(ScmClient.Landed::commit).containsExactly(second.commit(), first.commit());
        assertThat(landed).extracting(ScmClient.Landed::title).containsExactly("Land agent/b", "Land agent/a");
        assertThat(landed.get(0).patch())
                .startsWith("diff --git")
                .contains("+from b")
                .doesNotContain("+from a");
        assertThat(client.landedSince(repository.location(), "main", first.commit()))
                .hasSize(1);
    }

    @Test
    final void headOf_isTheLastCommit_orNotFound() {
        CommitId head = push("agent/a", "a.txt", "a\n");

        assertThat(client.headOf(repository.location(), "agent/a")).isEqualTo(head);
        assertThat(catchThrowableOfType(ScmException.class, () -> client.headOf(repository.location(), "agent/none"))
                        .kind())
                .isEqualTo(ScmException.Kind.NOT_FOUND);
    }

    @Test
    final void deleteBranch_isBoundToACommit() {
        CommitId old = push("agent/a", "a.txt", "a\n");
        CommitId head = push("agent/a", "a.txt", "b\n");

        assertThat(client.deleteBranch(repository.location(), "agent/a", old)).isEqualTo(BranchDeletion.MOVED);
        assertThat(repository.head("agent/a")).hasValue(head);
        assertThat(client.deleteBranch(repository.location(), "agent/a", head)).isEqualTo(BranchDeletion.DELETED);
        assertThat(client.deleteBranch(repository.location(), "agent/a", head)).isEqualTo(BranchDeletion.ABSENT);
        assertThat(repository.head("agent/a")).isEmpty();
    }

    @Test
    final void close_hasNoEffectTheSecondTime() {
        ScmClient other = client("other");
        other.close();
        other.close();

        assertThat(other.name()).isNotBlank();
        assertThat(client.budget()).isNotNull();
    }
}
