package dev.tandemwork.testkit.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.Names;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.Opinion;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewOutcome.Completed;
import dev.tandemwork.review.ReviewOutcome.Incomplete;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.review.Reviewer;
import dev.tandemwork.testkit.Together;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The suite that every {@link Reviewer} passes. To hold an implementation to it, make a test class that extends this and
 * implements its two methods.
 */
public abstract class ReviewerContract {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    /** Creates the suite. */
    protected ReviewerContract() {}

    /** Returns the reviewer under test. */
    protected abstract Reviewer reviewer();

    /**
     * Returns a change to judge.
     *
     * @param situation what kind of change it is to be
     * @return empty where the reviewer can't meet that situation; {@link Situation#GOOD} must be met
     */
    protected abstract Optional<ReviewRequest> request(Situation situation);

    @Test
    final void id_isANameThatStays() {
        Reviewer reviewer = reviewer();

        assertThat(reviewer.id()).matches(Names::isName).isEqualTo(reviewer.id());
    }

    @Test
    final void aGoodChange_isApproved() throws InterruptedException {
        ReviewOutcome outcome = review(request(Situation.GOOD).orElseThrow());

        assertThat(outcome).isInstanceOf(Completed.class);
        assertThat(((Completed) outcome).opinion()).isEqualTo(Opinion.APPROVE);
        assertThat(outcome.findings()).noneMatch(Finding::blocks);
        assertThat(outcome.usage()).isNotNull();
    }

    @Test
    final void aBadChange_isSentBack_withReasons() throws InterruptedException {
        Optional<ReviewRequest> request = request(Situation.BAD);
        if (request.isPresent()) {
            ReviewOutcome outcome = review(request.get());

            assertThat(outcome).isInstanceOf(Completed.class);
            assertThat(((Completed) outcome).opinion()).isEqualTo(Opinion.REQUEST_CHANGES);
            assertThat(outcome.findings())
                    .filteredOn(Finding::blocks)
                    .isNotEmpty()
                    .allSatisfy(this::assertWhole);
        }
    }

    private void assertWhole(Finding finding) {
        assertThat(finding.fingerprint()).isNotBlank();
        assertThat(finding.source()).isEqualTo(reviewer().id());
        assertThat(finding.category()).isNotBlank();
        assertThat(finding.title()).isNotBlank().doesNotContain("\n");
        assertThat(finding.detail()).isNotBlank();
    }

    @Test
    final void anUnreadableHead_isIncomplete_andNeverApproved() throws InterruptedException {
        Optional<ReviewRequest> request = request(Situation.UNREADABLE);
        if (request.isPresent()) {
            ReviewOutcome outcome = review(request.get());

            assertThat(outcome).isInstanceOf(Incomplete.class);
            assertThat(((Incomplete) outcome).detail()).isNotBlank();
        }
    }

    @Test
    final void theSameChange_canBeJudgedAgain() throws InterruptedException {
        ReviewRequest request =
                request(Situation.BAD).or(() -> request(Situation.GOOD)).orElseThrow();

        ReviewOutcome first = review(request);
        ReviewOutcome second = review(request);

        assertThat(fingerprints(second)).isEqualTo(fingerprints(first));
    }

    @Test
    final void threads_doNotDisturbEachOther() throws InterruptedException {
        ReviewRequest good = request(Situation.GOOD).orElseThrow();
        ReviewRequest bad = request(Situation.BAD).orElse(good);
        List<String> alone = fingerprints(review(bad));
        Reviewer reviewer = reviewer();

        List<Callable<ReviewOutcome>> calls = List.of(
                () -> reviewer.review(good, RecordingContext.create()),
                () -> reviewer.review(bad, RecordingContext.create()),
                () -> reviewer.review(good, RecordingContext.create()));
        List<ReviewOutcome> outcomes = Together.call(calls);

        assertThat(fingerprints(outcomes.get(0))).isEqualTo(fingerprints(outcomes.get(2)));
        assertThat(fingerprints(outcomes.get(1))).isEqualTo(alone);
    }

    @Test
    final void anInterrupt_endsAReview_andNeverApproves() throws Exception {
        Optional<ReviewRequest> request = request(Situation.SLOW);
        if (request.isPresent()) {
            RecordingContext context = RecordingContext.create();
            FutureTask<ReviewOutcome> review = new FutureTask<>(() -> reviewer().review(request.get(), context));
            Thread thread = new Thread(review, "tandemwork-slow-review");
            thread.start();
            awaitBlocked(thread);

            context.cancel();
            thread.interrupt();

            assertNotApproved(review);
        }
    }

    private static void awaitBlocked(Thread thread) {
        long end = System.nanoTime() + ENDS_WITHIN.toNanos();
        while (!isBlocked(thread) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static boolean isBlocked(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || state == Thread.State.TERMINATED;
    }

    private static void assertNotApproved(FutureTask<ReviewOutcome> review) throws Exception {
        try {
            assertThat(review.get(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(Incomplete.class);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(InterruptedException.class);
        }
    }

    private ReviewOutcome review(ReviewRequest request) throws InterruptedException {
        ReviewOutcome outcome = reviewer().review(request, RecordingContext.create());
        assertThat(outcome).isNotNull();
        return outcome;
    }

    private static List<String> fingerprints(ReviewOutcome outcome) {
        return outcome.findings().stream().map(Finding::fingerprint).sorted().toList();
    }
}
