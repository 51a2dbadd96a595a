package dev.tandemwork.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Run;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.task.Plan;
import dev.tandemwork.testkit.scm.FaultyScm;
import dev.tandemwork.testkit.scm.ScmCall;
import dev.tandemwork.testkit.worker.FaultyWorkerRuntime;
import dev.tandemwork.testkit.worker.FaultyWorkerRuntime.Fault;
import dev.tandemwork.worker.WorkerRuntime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An implementation that breaks its contract: one typed failure, that names it, the node and the rule. */
@Timeout(60)
final class DeliveryGuardTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private final DeliveryWorld world = new DeliveryWorld();

    private Failure failureOf(WorkerRuntime runtime, ScmClient scm) throws InterruptedException {
        Delivery delivery = Delivery.builder(runtime, scm)
                .reviewer(world.reviewer)
                .develop(node -> node.timeout(LIMIT))
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
        assertThat(failure.message()).contains("node [develop] took longer than PT0.3S");
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
}
