package dev.tandemwork.testkit.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScriptedReviewerContractTest extends ReviewerContract {
    private final ScriptedReviewer scripted = ScriptedReviewer.named("scripted").requestsChanges("BAD", 1, "it is bad");

    @Override
    protected Reviewer reviewer() {
        return scripted;
    }

    @Override
    protected Optional<ReviewRequest> request(Situation situation) {
        boolean met = situation == Situation.GOOD || situation == Situation.BAD;
        return met ? Optional.of(request(situation.name())) : Optional.empty();
    }

    private static ReviewRequest request(String task) {
        CommitId commit = new CommitId("0".repeat(40));
        Change change = new Change("memory:sample", "agent/a", "main", commit, commit, Optional.empty());
        Task asked =
                Task.builder(task).instructions("x").repository("memory:sample").build();
        return new ReviewRequest(asked, change, change.base(), 1, List.of());
    }

    @Test
    void requests_areKept() {
        scripted.review(request("GOOD"), RecordingContext.create());

        assertThat(scripted.requests()).containsExactly(request("GOOD"));
    }

    @Test
    void aFaultyReviewer_breaksItsContract_onDemand() throws InterruptedException {
        FaultyReviewer faulty = FaultyReviewer.wrapping(scripted);
        RecordingContext context = RecordingContext.create();

        assertThat(faulty.review(request("GOOD"), context)).isNotNull();
        assertThat(faulty.failing(Fault.ANSWER_NULL).review(request("GOOD"), context))
                .isNull();
        faulty.failing(Fault.THROW_FOREIGN);
        assertThatThrownBy(() -> faulty.review(request("GOOD"), context))
                .isInstanceOf(UnsupportedOperationException.class);
        faulty.failing(Fault.HANG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> faulty.review(request("GOOD"), context)).isInstanceOf(InterruptedException.class);
    }
}
