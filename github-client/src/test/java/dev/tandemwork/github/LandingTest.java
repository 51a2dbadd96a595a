package dev.tandemwork.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Cause;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.testkit.github.FakeGitHub;
import dev.tandemwork.testkit.github.GitHubRepository;
import dev.tandemwork.testkit.github.access.BranchRules;
import dev.tandemwork.testkit.github.fault.GitHubFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LandingTest {
    private static final String ASYNC = "PUT .*/merge-async";
    private static final String SYNC = "PUT .*/merge";

    private final FakeGitHub host = FakeGitHub.start();
    private final GitHubRepository repository = host.createRepository("acme/shop");
    private final Change change = new Change(repository);
    private final GitHubClient client = GitHub.client(host, "agent");

    @AfterEach
    void close() {
        host.close();
    }

    private MergeResult merge(PullRequest pull) {
        return client.merge(pull.ref(), Change.land(pull));
    }

    private static Cause cause(MergeResult result) {
        assertThat(result).isInstanceOf(MergeResult.Refused.class);
        return ((MergeResult.Refused) result).cause();
    }

    private void onAnOldHost() {
        host.faults().every(ASYNC, GitHubFault.message(404, "Not Found"));
    }

    @Test
    void aHostWithoutMergesInTheBackground_isAskedOnce_andThenMergesAtOnce() {
        onAnOldHost();
        assertThat(merge(change.open(client))).isInstanceOf(MergeResult.Merged.class);
        repository.push(Change.BRANCH, "main", Map.of("b.txt", "more\n"));

        assertThat(merge(change.open(client))).isInstanceOf(MergeResult.Merged.class);

        assertThat(host.traffic().calls("PUT .*/merge")).isEqualTo(2);
        assertThat(repository.history("main")).hasSize(3);
    }

    @Test
    void aBaseThatMoves_isMergedInto_allTheSame() {
        onAnOldHost();
        host.faults().next(SYNC, GitHubFault.baseModified(), GitHubFault.baseModified());

        assertThat(merge(change.open(client))).isInstanceOf(MergeResult.Merged.class);
    }

    @Test
    void aBaseThatNeverRests_isPending() {
        onAnOldHost();
        PullRequest pull = change.open(client);
        host.faults().every(SYNC, GitHubFault.baseModified());

        assertThat(merge(pull)).isInstanceOf(MergeResult.Pending.class);
        assertThat(repository.history("main")).hasSize(1);
    }

    @Test
    void aLostAnswer_isFoundOut_andIsNoSecondMerge() {
        PullRequest pull = change.open(client);
        host.faults().next(ASYNC, GitHubFault.cutAfterCommit());

        assertThat(merge(pull)).isInstanceOf(MergeResult.Merged.class);
        assertThat(repository.history("main")).hasSize(2);
    }

    @Test
    void aLostAnswer_isFoundOut_onAnOldHost() {
        onAnOldHost();
        PullRequest pull = change.open(client);
        host.faults().next(SYNC, GitHubFault.statusAfterCommit(502));

        assertThat(merge(pull)).isInstanceOf(MergeResult.Merged.class);
        assertThat(host.traffic().calls("PUT .*/merge")).isEqualTo(1);
    }

    @Test
    void aPushInBetween_isHeadMoved_onBothKindsOfHost() {
        PullRequest pull = change.open(client);
        repository.push(Change.BRANCH, "main", Map.of("a.txt", "not reviewed\n"));
        assertThat(cause(merge(pull))).isEqualTo(Cause.HEAD_MOVED);

        onAnOldHost();

        assertThat(cause(merge(pull))).isEqualTo(Cause.HEAD_MOVED);
        assertThat(repository.history("main")).hasSize(1);
    }

    @Test
    void mergeability_isWaitedFor() {
        host.mergeabilityAfter(3);
        host.mergesAfter(3);
        assertThat(merge(change.open(client))).isInstanceOf(MergeResult.Merged.class);
        onAnOldHost();
        repository.push(Change.BRANCH, "main", Map.of("b.txt", "more\n"));

        assertThat(merge(change.open(client))).isInstanceOf(MergeResult.Merged.class);
    }

    @Test
    void mergeabilityThatNeverComes_isPending_notANo() {
        onAnOldHost();
        assertThat(merge(change.open(client))).isInstanceOf(MergeResult.Merged.class);
        repository.push(Change.BRANCH, "main", Map.of("b.txt", "more\n"));
        host.mergeabilityAfter(1_000);

        assertThat(merge(change.open(client))).isInstanceOf(MergeResult.Pending.class);
    }

    @Test
    void aMissingRequiredCheck_blocks_andIsNotGreen() {
        repository.rule("main", BranchRules.none().requiring("build"));
        PullRequest pull = change.open(client);
        client.reportCheck("acme/shop", pull.head(), new CheckRun("other", CheckRun.State.PASSED, ""));
        assertThat(client.checks(pull.ref(), pull.head()).state()).isEqualTo(CheckVerdict.State.NOT_YET_REPORTED);
        assertThat(cause(merge(pull))).isEqualTo(Cause.BLOCKED);

        repository.check(pull.head(), "build", CheckRun.State.PASSED);

        assertThat(client.checks(pull.ref(), pull.head()).state()).isEqualTo(CheckVerdict.State.GREEN);
        assertThat(merge(pull)).isInstanceOf(MergeResult.Merged.class);
    }

    @Test
    void theOlderProtection_requiresChecksToo() {
        repository.protect("main", BranchRules.none().requiring("build"));
        PullRequest pull = change.open(client);
        repository.check(pull.head(), "other", CheckRun.State.PASSED);

        assertThat(client.checks(pull.ref(), pull.head()).state()).isEqualTo(CheckVerdict.State.NOT_YET_REPORTED);
        repository.check(pull.head(), "build", CheckRun.State.FAILED);
        assertThat(client.checks(pull.ref(), pull.head()).state()).isEqualTo(CheckVerdict.State.RED);
    }

    @Test
    void aMissingApproval_blocks() {
        repository.rule("main", BranchRules.none().approvedBy(1));

        assertThat(cause(merge(change.open(client)))).isEqualTo(Cause.BLOCKED);
    }

    @Test
    void aQueue_isPending_untilItHasMerged() {
        repository.rule("main", BranchRules.none().throughQueue());
        PullRequest pull = change.open(client);

        assertThat(merge(pull)).isInstanceOf(MergeResult.Pending.class);
        assertThat(merge(pull)).isInstanceOf(MergeResult.Merged.class);
    }

    @Test
    void somebodyElsesMerge_isMerged() {
        PullRequest pull = change.open(client);
        GitHubClient other = GitHub.client(host, "somebody");
        MergeResult theirs = other.merge(pull.ref(), Change.land(pull));

        assertThat(merge(pull)).isEqualTo(theirs);
    }

    @Test
    void aBranchThatIsBehind_isUpdated_ifItIsWhereItIsExpected() {
        PullRequest pull = change.open(client);
        repository.push("main", "main", Map.of("other.txt", "x\n"));

        assertThat(client.updateBranch(pull.ref(), repository.head("main").orElseThrow()))
                .isFalse();
        assertThat(client.updateBranch(pull.ref(), pull.head())).isTrue();
        assertThat(client.pullRequest(pull.ref()).head()).isNotEqualTo(pull.head());
    }

    @Test
    void autoMerge_isRefused_whereTheRepositoryForbidsIt_andLandsWhereNot() {
        repository.rule("main", BranchRules.none().requiring("build"));
        PullRequest pull = change.open(client);
        assertThat(client.mergeWhenReady(pull.ref(), Change.land(pull))).isFalse();
        repository.allowAutoMerge();

        assertThat(client.mergeWhenReady(pull.ref(), Change.land(pull))).isTrue();
        repository.check(pull.head(), "build", CheckRun.State.PASSED);

        assertThat(client.pullRequest(pull.ref()).state()).isEqualTo(PullRequest.State.MERGED);
    }

    @Test
    void labels_areAdded() {
        PullRequest pull = change.open(client);

        client.label(pull.ref(), List.of("agent"));

        assertThat(repository.pullRequest(1).labels()).containsExactly("agent");
    }
}
