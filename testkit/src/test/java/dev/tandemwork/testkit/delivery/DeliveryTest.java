package dev.tandemwork.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.delivery.Approval;
import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Guidance;
import dev.tandemwork.delivery.Proposal;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.delivery.Reviewed;
import dev.tandemwork.delivery.Submission;
import dev.tandemwork.delivery.Turn;
import dev.tandemwork.delivery.Verdict;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Question;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.Fault;
import dev.tandemwork.testkit.review.FaultyReviewer;
import dev.tandemwork.testkit.scm.FaultyScm;
import dev.tandemwork.testkit.scm.ScmCall;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class DeliveryTest {
    private final DeliveryWorld world = new DeliveryWorld();
    private final Engine engine = Engine.builder()
            .store(RunStore.inMemory())
            .slots(Delivery.WORKERS, 4)
            .build();

    @AfterEach
    void close() {
        engine.close();
    }

    private Report deliver(Delivery delivery, Task... tasks) throws InterruptedException {
        try (Run<Report> run = start(delivery, tasks)) {
            return run.await().result().orElseThrow();
        }
    }

    private Run<Report> start(Delivery delivery, Task... tasks) {
        return engine.start(delivery.plan(), new Plan("plan", List.of(tasks)), RunOptions.id("r"));
    }

    private static Turn.Landed landed(Report report, int index) {
        return ((Report.Landed) report.tasks().get(index)).landed();
    }

    private static Failure failure(Report report, int index) {
        return ((Report.Failed) report.tasks().get(index)).failure();
    }

    @Test
    void approvedTask_landsAtTheReviewedCommit() throws InterruptedException {
        Report report = deliver(world.delivery().build(), world.task("api").build());

        Turn.Landed landed = landed(report, 0);
        PullRequest merged = world.scm.pullRequest(landed.change().pullRequest().orElseThrow());
        assertThat(merged.state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(merged.head())
                .isEqualTo(world.reviewer.requests().get(0).change().head());
        assertThat(world.repository.files("main")).containsKey("api.txt");
        assertThat(world.repository.head("agent/api")).isEmpty();
        assertThat(world.runtime.workers()).isEmpty();
    }

    @Test
    void refusedTask_goesBackToItsSessionWithTheFindings() throws InterruptedException {
        Task task = world.task("api").build();
        world.script("api", 2);
        world.reviewer.requestsChanges("api", 1, "tests are missing");

        Report report = deliver(world.delivery().build(), task);

        assertThat(landed(report, 0).attempts()).isEqualTo(2);
        Attempt second = world.runtime.attempts().get(1);
        assertThat(second.feedback().orElseThrow().render()).contains("tests are missing");
        assertThat(second.previous().orElseThrow().session()).isPresent();
        assertThat(second.spentBefore()).isEqualTo(DeliveryWorld.COST);
    }

    @Test
    void dependent_startsFromWhatItsDependencyHasLanded() throws InterruptedException {
        Task first = world.task("first").build();
        Task second = world.task("second").dependsOn(List.of("first")).build();

        Report report = deliver(world.delivery().build(), first, second);

        assertThat(report.allLanded()).isTrue();
        assertThat(landed(report, 1).change().base())
                .isEqualTo(landed(report, 0).commit());
    }

    @Test
    void dependentOfAFailedTask_isSkipped() throws InterruptedException {
        Task first = world.task("first").build();
        world.runtime.script("first", 1, failed(WorkerFailure.Kind.BUDGET));
        Task second = world.task("second").dependsOn(List.of("first")).build();

        Report report = deliver(world.delivery().build(), first, second);

        assertThat(failure(report, 0).message()).contains("BUDGET");
        assertThat(report.tasks().get(1)).isEqualTo(new Report.Skipped("second", "first"));
    }

    @Test
    void workerThatCanNotWork_hasAPersonAsked_whileItsSiblingLands() throws InterruptedException {
        Task api = world.task("api").build();
        Task page = world.task("page").build();
        world.runtime.script("api", 1, failed(WorkerFailure.Kind.QUOTA));
        world.script("api", 2);

        try (Run<Report> run = start(world.delivery().build(), api, page)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            assertThat(world.repository.files("main")).containsKey("page.txt");
            assertThat(run.questions().get(0).prompt()).contains("[api] can't go on", "QUOTA as scripted");
            run.answer(run.questions().get(0).path(), new Guidance.TryAgain("there is money again"), "me");

            assertThat(run.await().result().orElseThrow().allLanded()).isTrue();
        }
    }

    @Test
    void transientFailure_isTriedAgain_andThenForAPerson() throws InterruptedException {
        Task api = world.task("api").build();
        world.runtime.script("api", 1, failed(WorkerFailure.Kind.NETWORK));
        Retry atOnce = Retry.transientFailures(3).withBackoff(Backoff.none());
        Delivery delivery = world.delivery().develop(node -> node.retry(atOnce)).build();

        try (Run<Report> run = start(delivery, api)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        }
        assertThat(world.runtime.attempts()).hasSize(3);
    }

    private static WorkerResult failed(WorkerFailure.Kind kind) {
        return new WorkerResult.Failed(WorkerFailure.of(kind, kind + " as scripted"), Optional.empty(), Usage.NONE);
    }

    @Test
    void exhaustedRounds_askAPerson_whoseAdviceIsFollowed() throws InterruptedException {
        Task task = world.task("api").limits(Limits.defaults().withRounds(1)).build();
        world.script("api", 2);
        world.reviewer.requestsChanges("api", 1, "wrong");

        try (Run<Report> run = start(world.delivery().build(), task)) {
            Outcome<Report> parked = run.await();
            assertThat(parked).isInstanceOf(Outcome.Parked.class);
            NodePath question = run.questions().get(0).path();
            run.answer(question, new Guidance.TryAgain("use a map"), "me");

            assertThat(run.await().result().orElseThrow().allLanded()).isTrue();
        }
        Feedback advice = world.runtime.attempts().get(1).feedback().orElseThrow();
        assertThat(advice.kind()).isEqualTo(Feedback.Kind.HUMAN);
        assertThat(advice.summary()).isEqualTo("use a map");
    }

    @Test
    void incompleteReview_neverLands() throws InterruptedException {
        Task task = world.task("api").build();
        ReviewOutcome unknown =
                new ReviewOutcome.Incomplete(ReviewOutcome.Reason.TIMEOUT, "too slow", List.of(), Usage.NONE);
        world.reviewer.says("api", 1, unknown);

        try (Run<Report> run = start(world.delivery().build(), task)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            run.answer(run.questions().get(0).path(), new Guidance.GiveUp("no"), "me");
            Report report = run.await().result().orElseThrow();

            assertThat(failure(report, 0).message()).contains("task [api] was given up: no");
        }
        assertThat(world.repository.files("main")).doesNotContainKey("api.txt");
    }

    @Test
    void riskyChange_waitsForAPerson_whileItsSiblingLands() throws InterruptedException {
        Delivery delivery = world.delivery()
                .askBeforeLanding(approved -> approved.change().branch().endsWith("risky"))
                .build();

        try (Run<Report> run =
                start(delivery, world.task("risky").build(), world.task("plain").build())) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            assertThat(world.repository.files("main")).containsKey("plain.txt").doesNotContainKey("risky.txt");
            run.answer(run.questions().get(0).path(), Approval.LAND, "me");

            assertThat(run.await().result().orElseThrow().allLanded()).isTrue();
        }
    }

    private static NodePath questionOf(Run<Report> run, String task) {
        return run.questions().stream()
                .map(Question::path)
                .filter(path -> path.toString().startsWith("/task[" + task + "]"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void movedBase_hasTheGatesJudgeAgain() throws InterruptedException {
        Task slow = world.task("slow").build();
        Task quick = world.task("quick").build();
        Delivery delivery = Delivery.builder(world.runtime, world.scm)
                .gate(world.reviewer)
                .askBeforeLanding(approved -> true)
                .build();

        try (Run<Report> run = start(delivery, slow, quick)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            run.answer(questionOf(run, "quick"), Approval.LAND, "me");
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            run.answer(questionOf(run, "slow"), Approval.LAND, "me");
            assertThat(run.await().result().orElseThrow().allLanded()).isTrue();
        }
        assertThat(world.reviewer.requests().stream().filter(r -> r.task().id().equals("slow")))
                .hasSize(2);
    }

    @Test
    void movedBranch_isNotLanded() throws InterruptedException {
        Delivery delivery = world.delivery().askBeforeLanding(approved -> true).build();

        try (Run<Report> run = start(delivery, world.task("api").build())) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            world.repository.push("agent/api", "main", Map.of("evil.txt", "pushed after the review\n"));
            run.answer(run.questions().get(0).path(), Approval.LAND, "me");
            run.await();

            assertThat(run.questions().get(0).prompt()).contains("not at the reviewed");
        }
        assertThat(world.repository.files("main")).doesNotContainKey("evil.txt");
    }

    @Test
    void budgetOfATask_endsItsAttempts() throws InterruptedException {
        Task task = world.task("api")
                .limits(Limits.defaults().withBudget(DeliveryWorld.COST.cost()))
                .build();
        world.reviewer.requestsChanges("api", 1, "wrong");

        Report report = deliver(world.delivery().build(), task);

        assertThat(failure(report, 0).message()).contains("has spent its budget of $0.25");
    }

    @Test
    void reviewerThatReturnsNull_isNamed_andNothingLands() throws InterruptedException {
        Delivery delivery = Delivery.builder(world.runtime, world.scm)
                .reviewer(FaultyReviewer.wrapping(world.reviewer).failing(Fault.ANSWER_NULL))
                .build();

        try (Run<Report> run = start(delivery, world.task("api").build())) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            assertThat(run.questions().get(0).prompt())
                    .contains("FaultyReviewer")
                    .contains("returned null from review()");
        }
    }

    @Test
    void questionOfATaskThatIsOutOfRounds_isInWholeSentences() throws InterruptedException {
        Task task = world.task("api").limits(Limits.defaults().withRounds(1)).build();
        world.reviewer.requestsChanges("api", 1, "wrong");

        try (Run<Report> run = start(world.delivery().build(), task)) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            assertThat(run.questions().get(0).prompt())
                    .isEqualTo("Task [api] can't go on: its review was not satisfied in 1 rounds. "
                            + "The review found 1 thing to mend. What now?");
        }
    }

    private static <I, O> Node<I, O> noting(Set<String> used, Node<I, O> node, Class<I> input, Class<O> output) {
        return Graph.node(node.name(), input, output, (value, context) -> {
            used.add(context.path().name());
            return node.body().apply(value, context);
        });
    }

    @Test
    void everyNode_canBeReplaced() throws InterruptedException {
        Set<String> used = ConcurrentHashMap.newKeySet();
        Delivery delivery = world.delivery()
                .develop(node -> noting(used, node, Attempt.class, Submission.class))
                .propose(node -> noting(used, node, Submission.Changed.class, Proposal.class))
                .review(node -> noting(used, node, Proposal.class, Reviewed.Review.class))
                .publish(node -> noting(used, node, Reviewed.class, Verdict.class))
                .land(node -> noting(used, node, Turn.Ready.class, Turn.class))
                .tidy(node -> noting(used, node, Turn.class, Turn.class))
                .build();

        landed(deliver(delivery, world.task("api").build()), 0);

        assertThat(used)
                .containsExactlyInAnyOrder("develop", "propose", world.reviewer.id(), "publish", "land", "tidy");
    }

    @ParameterizedTest
    @EnumSource(
            value = ScmCall.class,
            names = {"ENSURE_PULL_REQUEST", "REVIEW", "REPORT_CHECK", "MERGE", "DELETE_BRANCH"})
    void writeWhoseAnswerIsLost_isMadeAgain_andHasOneEffect(ScmCall call) throws InterruptedException {
        AtomicBoolean isLost = new AtomicBoolean();
        FaultyScm scm = FaultyScm.wrapping(world.scm).lying(call, answer -> {
            if (isLost.compareAndSet(false, true)) {
                throw ScmException.of(ScmException.Kind.AMBIGUOUS, "the answer was lost", null);
            }
            return answer;
        });
        Delivery delivery = Delivery.builder(world.runtime, scm.client())
                .reviewer(world.reviewer)
                .build();

        assertThat(deliver(delivery, world.task("api").build()).allLanded()).isTrue();

        assertThat(isLost).isTrue();
        assertThat(world.repository.pullRequests()).isEqualTo(1);
        assertThat(world.repository.history("main")).hasSize(2);
    }

    @Test
    void conflict_goesBackToItsSession_withWhatHasLanded() throws InterruptedException {
        Task first = world.task("first").build();
        Task second = world.task("second").build();
        world.scriptShared("first");
        world.scriptShared("second");
        Delivery delivery = world.delivery().askBeforeLanding(approved -> true).build();

        try (Run<Report> run = start(delivery, first, second)) {
            run.await();
            run.answer(questionOf(run, "first"), Approval.LAND, "me");
            run.await();
            run.answer(questionOf(run, "second"), Approval.LAND, "me");
            run.await();
            run.answer(questionOf(run, "second"), Approval.LAND, "me");
            assertThat(run.await().result().orElseThrow().allLanded()).isTrue();
        }

        Attempt again = world.runtime.attempts().get(2);
        assertThat(again.previous().orElseThrow().session()).contains(new SessionId("session-second"));
        assertThat(again.feedback().orElseThrow().kind()).isEqualTo(Feedback.Kind.CONFLICT);
        assertThat(again.feedback().orElseThrow().render()).contains("Landed before: first", "+first");
    }

    @Test
    void landing_waitsForARequiredCheck() throws InterruptedException {
        Task task = world.task("api").build();
        Retry atOnce = Retry.transientFailures(2).withBackoff(Backoff.none());
        Delivery delivery = world.delivery()
                .requireChecks(Set.of("build"))
                .land(node -> node.retry(atOnce))
                .build();

        Report report = deliver(delivery, task);

        assertThat(failure(report, 0).message()).contains("its checks are NOT_YET_REPORTED", "tandemwork/review");
        assertThat(world.repository.files("main")).doesNotContainKey("api.txt");
    }

    @Test
    void checkThatNeverComes_isForAPerson() throws InterruptedException {
        Retry atOnce = Retry.transientFailures(20).withBackoff(Backoff.none());
        Delivery delivery = world.delivery()
                .requireChecks(Set.of("build"))
                .land(node -> node.retry(atOnce))
                .build();

        try (Run<Report> run = start(delivery, world.task("api").build())) {
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
            assertThat(run.questions().get(0).prompt()).contains("its checks are NOT_YET_REPORTED");
        }
    }

    /** Stays in a call for a while, so that another comes in too if it may; keeps how many were in at most. */
    private static Object linger(Object answer, Semaphore inside, AtomicInteger most) {
        inside.release();
        try {
            boolean isJoined = inside.tryAcquire(2, 300, TimeUnit.MILLISECONDS);
            most.accumulateAndGet(isJoined ? 2 : 1, Math::max);
            inside.drainPermits();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer;
    }

    @Test
    void landingsOnOneBase_areOneAtATime() throws InterruptedException {
        Semaphore inside = new Semaphore(0);
        AtomicInteger most = new AtomicInteger();
        FaultyScm scm = FaultyScm.wrapping(world.scm).lying(ScmCall.MERGE, answer -> linger(answer, inside, most));
        Delivery delivery = Delivery.builder(world.runtime, scm.client())
                .reviewer(world.reviewer)
                .build();

        Report report = deliver(
                delivery, world.task("first").build(), world.task("second").build());

        assertThat(report.allLanded()).isTrue();
        assertThat(most).hasValue(1);
    }
}
