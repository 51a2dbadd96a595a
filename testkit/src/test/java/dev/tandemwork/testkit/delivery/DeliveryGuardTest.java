package dev.tandemwork.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.MergePolicy;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Run;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.task.Plan;
import dev.tandemwork.testkit.review.FaultyReviewer;
import dev.tandemwork.testkit.scm.FaultyScm;
import dev.tandemwork.testkit.scm.ScmCall;
import dev.tandemwork.testkit.worker.FaultyWorkerRuntime;
import dev.tandemwork.testkit.worker.FaultyWorkerRuntime.Fault;
import dev.tandemwork.worker.WorkerRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An implementation that breaks its contract: one typed failure, that names it, the node and the rule. */
@Timeout(60)
final class DeliveryGuardTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final DeliveryWorld world = new DeliveryWorld();

    private void park(Delivery delivery) throws InterruptedException {
        Plan plan = new Plan("plan", List.of(world.task("api").build()));
        try (Engine engine = Engine.builder().slots(Delivery.WORKERS, 1).build();
                Run<Report> run = engine.start(delivery.plan(), plan)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        }
    }

    private Failure failureOf(WorkerRuntime runtime, ScmClient scm) throws InterruptedException {
        Delivery delivery = Delivery.builder(runtime, scm)
                .reviewer(world.reviewer)
                .develop(node -> node.timeout(LIMIT))
                .propose(node -> node.timeout(Duration.ofSeconds(2)))
                .build();
        Plan plan = new Plan("plan", List.of(world.task("api").build()));
        try (Engine engine = Engine.builder().slots(Delivery.WORKERS, 1).build();
                Run<Report> run = engine.start(delivery.plan(), plan)) {
            Report report = run.await().result().orElseThrow();
            return ((Report.Failed) report.tasks().get(0)).failure();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HANG_AT_START", "HANG_AT_AWAIT"})
    void runtimeThatBreaksARule_isNamed(Fault fault) throws InterruptedException {
        Failure failure = failureOf(FaultyWorkerRuntime.with(fault), world.scm);

        assertThat(failure.reason()).isEqualTo(Failure.Reason.CONTRACT);
        assertThat(failure.path()).isEqualTo("/task[api]/landing#1/round#1/develop");
        assertThat(failure.message()).containsPattern("^\\[worker( runtime faulty)? .*expected ");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"HANG_AT_START", "HANG_AT_AWAIT"})
    void runtimeThatHangs_isEnded(Fault fault) throws InterruptedException {
        Failure failure = failureOf(FaultyWorkerRuntime.with(fault), world.scm);

        assertThat(failure.reason()).isEqualTo(Failure.Reason.TIMEOUT);
        assertThat(failure.message())
                .startsWith("node [develop] took longer than PT0.3S, in dev.tandemwork.testkit.worker.FaultyWorker");
    }

    @ParameterizedTest
    @CsvSource({"ENSURE_PULL_REQUEST, round#1/propose", "REVIEW, round#1/publish", "MERGE, land"})
    void clientThatReturnsNull_isNamed(ScmCall call, String node) throws InterruptedException {
        FaultyScm scm = FaultyScm.wrapping(world.scm).failing(call, dev.tandemwork.testkit.Fault.ANSWER_NULL);

        Failure failure = failureOf(world.runtime, scm.client());

        assertThat(failure.reason()).isEqualTo(Failure.Reason.CONTRACT);
        assertThat(failure.path()).isEqualTo("/task[api]/landing#1/" + node);
        assertThat(failure.message()).startsWith("[scm client ").contains("returned null from");
    }

    @Test
    @SuppressWarnings("NullAway")
    void clientWhoseAnswerHoldsANull_isNamed() throws InterruptedException {
        FaultyScm scm = FaultyScm.wrapping(world.scm).lying(ScmCall.MERGE, right -> new MergeResult.Merged(null));

        Failure failure = failureOf(world.runtime, scm.client());

        assertThat(failure.reason()).isEqualTo(Failure.Reason.CONTRACT);
        assertThat(failure.path()).isEqualTo("/task[api]/landing#1/land");
        assertThat(failure.message())
                .startsWith("[scm client ")
                .contains("threw java.lang.NullPointerException: commit from merge()");
    }

    @Test
    void clientThatThrowsWhatItMayNot_isNamed() throws InterruptedException {
        FaultyScm scm =
                FaultyScm.wrapping(world.scm).failing(ScmCall.MERGE, dev.tandemwork.testkit.Fault.THROW_FOREIGN);

        Failure failure = failureOf(world.runtime, scm.client());

        assertThat(failure.reason()).isEqualTo(Failure.Reason.CONTRACT);
        assertThat(failure.path()).isEqualTo("/task[api]/landing#1/land");
        assertThat(failure.message())
                .startsWith("[scm client ")
                .contains("threw java.lang.UnsupportedOperationException", "from merge(); expected a ScmException");
    }

    @Test
    void clientThatHangs_isNamed() throws InterruptedException {
        FaultyScm scm = FaultyScm.wrapping(world.scm).failing(ScmCall.HEAD_OF, dev.tandemwork.testkit.Fault.HANG);

        Failure failure = failureOf(world.runtime, scm.client());

        assertThat(failure.reason()).isEqualTo(Failure.Reason.TIMEOUT);
        assertThat(failure.path()).isEqualTo("/task[api]/landing#1/round#1/propose");
        assertThat(failure.message()).contains("node [propose] took longer than PT2S, in dev.tandemwork.testkit.scm.");
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWER_NULL, FAILED, returned null from review()",
        "THROW_FOREIGN, FAILED, threw java.lang.UnsupportedOperationException",
        "THROW_ERROR, FAILED, threw java.lang.LinkageError",
        "HANG, TIMEOUT, 'took longer than PT0.3S, in dev.tandemwork.testkit.'",
        "HANG_DEAF, TIMEOUT, 'took longer than PT0.3S, in dev.tandemwork.testkit.'"
    })
    void reviewerThatBreaksARule_hasNotReviewed(
            dev.tandemwork.testkit.Fault fault, ReviewOutcome.Reason reason, String message)
            throws InterruptedException {
        FaultyReviewer reviewer = FaultyReviewer.wrapping(world.reviewer).failing(fault);
        List<ReviewOutcome> outcomes = new CopyOnWriteArrayList<>();
        MergePolicy policy = reviewed -> {
            reviewed.reviews().forEach(review -> outcomes.add(review.outcome()));
            return MergePolicy.strict().decide(reviewed);
        };
        Delivery delivery = Delivery.builder(world.runtime, world.scm)
                .reviewer(reviewer)
                .review(node -> node.timeout(LIMIT).grace(LIMIT))
                .policy(policy)
                .build();

        park(delivery);
        reviewer.release();

        ReviewOutcome.Incomplete incomplete = (ReviewOutcome.Incomplete) outcomes.get(0);
        assertThat(incomplete.reason()).isEqualTo(reason);
        assertThat(incomplete.detail()).contains(message).contains("FaultyReviewer");
        assertThat(world.repository.files("main")).doesNotContainKey("api.txt");
    }
}
