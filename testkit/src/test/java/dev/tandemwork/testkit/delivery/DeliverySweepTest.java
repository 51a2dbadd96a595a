package dev.tandemwork.testkit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.delivery.Approval;
import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Guidance;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.delivery.Verdict;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.run.CrashSweep;
import dev.tandemwork.testkit.scm.HostedRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The delivery of a plan, with the process killed at every append. */
@Timeout(300)
final class DeliverySweepTest {
    private static final String STUCK = "/task[stuck]/landing#1/stuck";

    /** Both change the same file; whichever lands second is sent back for the conflict. */
    private static final List<String> RIVALS = List.of("left", "right");

    private record Ends(List<String> tasks) {}

    private static DeliveryWorld world() {
        DeliveryWorld world = new DeliveryWorld();
        List.of("plain", "revised", "dependent", "stuck").forEach(id -> world.script(id, 1));
        world.script("revised", 2);
        world.script("stuck", 2);
        world.reviewer.requestsChanges("revised", 1, "tests are missing");
        world.reviewer.requestsChanges("stuck", 1, "wrong");
        RIVALS.forEach(world::scriptShared);
        return world;
    }

    private static Plan plan() {
        Limits oneRound = Limits.defaults().withRounds(1);
        return new Plan(
                "sweep",
                List.of(
                        DeliveryWorld.plain("plain").build(),
                        DeliveryWorld.plain("revised").build(),
                        DeliveryWorld.plain("dependent")
                                .dependsOn(List.of("revised"))
                                .build(),
                        DeliveryWorld.plain("stuck").limits(oneRound).build(),
                        DeliveryWorld.plain("left").build(),
                        DeliveryWorld.plain("right").build()));
    }

    private static Graph<Plan, Ends> graph(DeliveryWorld world) {
        Delivery delivery = world.delivery()
                .askBeforeLanding(approved -> RIVALS.contains(taskOf(approved)))
                .build();
        return delivery.plan().map(DeliverySweepTest::ends);
    }

    private static String taskOf(Verdict.Approved approved) {
        return approved.submission().attempt().task().id();
    }

    /** Commits have other names in another order of landing; what became of the tasks has not. */
    private static Ends ends(Report report) {
        Map<Integer, Long> rivals = report.tasks().stream()
                .filter(end -> RIVALS.contains(end.task()))
                .collect(Collectors.groupingBy(DeliverySweepTest::attempts, Collectors.counting()));
        assertThat(rivals).containsOnly(Map.entry(1, 1L), Map.entry(2, 1L));
        return new Ends(report.tasks().stream()
                .filter(end -> !RIVALS.contains(end.task()))
                .map(end -> end.task() + " landed at attempt " + attempts(end))
                .toList());
    }

    private static int attempts(Report.TaskEnd end) {
        return end instanceof Report.Landed landed ? landed.landed().attempts() : 0;
    }

    private static CrashSweep<DeliveryWorld, Plan, Ends> sweep() {
        return CrashSweep.of(DeliverySweepTest::world, DeliverySweepTest::graph, plan())
                .slots(Delivery.WORKERS, 4)
                .answering(STUCK, new Guidance.TryAgain("use a map"))
                .answering("/task[left]/landing#1/approve", Approval.LAND)
                .answering("/task[left]/landing#2/approve", Approval.LAND)
                .answering("/task[right]/landing#1/approve", Approval.LAND)
                .answering("/task[right]/landing#2/approve", Approval.LAND)
                .checking(DeliverySweepTest::eachLandedOnce);
    }

    private static void eachLandedOnce(DeliveryWorld world) {
        List<String> messages = world.repository.history("main").stream()
                .map(HostedRepository.Commit::message)
                .filter(message -> message.contains("Task: "))
                .toList();
        assertThat(messages).hasSize(plan().tasks().size()).doesNotHaveDuplicates();
        for (Task task : plan().tasks()) {
            assertThat(world.repository.files("main")).containsKey(task.id() + ".txt");
            assertThat(world.repository.head(task.branch())).isEmpty();
        }
        assertThat(world.repository.pullRequests()).isEqualTo(plan().tasks().size());
        assertThat(world.runtime.workers()).isEmpty();
    }

    @Test
    void everyCrash_endsWithEachTaskLandedOnce() {
        assertThat(sweep().inMemory()).isGreaterThan(100);
    }

    @Test
    void everyTornRecord_endsWithEachTaskLandedOnce(@TempDir Path folder) {
        assertThat(sweep().tornIn(folder)).isGreaterThan(50);
    }
}
