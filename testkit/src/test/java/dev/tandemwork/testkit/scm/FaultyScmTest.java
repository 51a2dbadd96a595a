package dev.tandemwork.testkit.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestSpec;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.testkit.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FaultyScmTest {
    private final FakeScm host = FakeScm.create();
    private final FakeRepository repository = host.repository("memory:sample");
    private final FaultyScm faulty = FaultyScm.wrapping(host);

    @Test
    void withoutFaults_itDoesWhatTheOtherDoes() {
        PullRequest opened = open();

        assertThat(host.pullRequest(opened.ref())).isEqualTo(opened);
        assertThat(faulty.client().name()).isEqualTo("fake");
        assertThatThrownBy(() -> faulty.client().findPullRequest("memory:none", "b"))
                .isInstanceOf(ScmException.class);
    }

    @Test
    void lostAnswer_isAmbiguous_andTheSecondTryFindsTheMerge() {
        PullRequest opened = open();
        faulty.failing(ScmCall.MERGE, Fault.LOSE_ANSWER);

        assertThatThrownBy(() -> merge(opened))
                .isInstanceOfSatisfying(
                        ScmException.class, e -> assertThat(e.kind()).isEqualTo(ScmException.Kind.AMBIGUOUS));
        faulty.faults().heal();
        assertThat(merge(opened)).isInstanceOf(MergeResult.Merged.class);
        assertThat(repository.history("main")).hasSize(2);
    }

    @Test
    void everyFault_isSeenByTheCaller() {
        PullRequest opened = open();

        assertThat(faulty.failing(ScmCall.DIFF, Fault.ANSWER_NULL).client().diff(opened.ref()))
                .isNull();
        faulty.failing(ScmCall.DIFF, Fault.THROW_FOREIGN);
        assertThatThrownBy(() -> faulty.client().diff(opened.ref())).isInstanceOf(UnsupportedOperationException.class);
        faulty.failing(ScmCall.DIFF, Fault.THROW_ERROR);
        assertThatThrownBy(() -> faulty.client().diff(opened.ref())).isInstanceOf(LinkageError.class);
        faulty.faults().heal();
        faulty.lying(ScmCall.DIFF, right -> new DiffResult.Partial("", List.of(), "a lie"));
        assertThat(faulty.client().diff(opened.ref())).isInstanceOf(DiffResult.Partial.class);
    }

    @Test
    void aHang_endsByInterruptOrRelease() throws InterruptedException {
        PullRequest opened = open();
        faulty.failing(ScmCall.DIFF, Fault.HANG_DEAF);
        Thread thread = new Thread(() -> faulty.client().diff(opened.ref()));
        thread.start();
        faulty.faults().awaitHang();

        thread.interrupt();
        thread.join(50);
        assertThat(thread.isAlive()).isTrue();
        faulty.faults().release();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private MergeResult merge(PullRequest opened) {
        return faulty.client().merge(opened.ref(), new MergeSpec(opened.head(), "t", "b"));
    }

    private PullRequest open() {
        CommitId head = repository.push("agent/a", "main", Map.of("a.txt", "a\n"));
        Change change = new Change(repository.location(), "agent/a", "main", head, head, Optional.empty());
        return faulty.client().ensurePullRequest(new PullRequestSpec(change, "t", "b"));
    }
}
