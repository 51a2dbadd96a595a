package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.admission.HostBudget;
import dev.tandemwork.sysbox.internal.admission.Reason;
import dev.tandemwork.sysbox.internal.admission.Waiter;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More workers than a host has memory for: by the engine's own events, no more live at once than fit. */
@RealDocker
@Timeout(400)
final class CrowdTest {
    private static final int TASKS = 10;
    private static final int ROOM = 4;
    private static final Limits LIMITS = Limits.defaults();
    private static final Limits OTHER = LIMITS.withPids(1000);

    /** Of which the host keeps two for itself. */
    private static final long HOST_BYTES = 18L << 30;

    private static final String WAITING = "until test -e /tmp/go; do sleep 0.1; done; echo fine >fine";
    private static final String QUICK = "echo fine >fine";

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private final long begun = System.currentTimeMillis() / 1000;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private SysboxWorkerRuntime runtime;
    private EngineEvents events;

    /** Only the memory is to be short: processors can be promised as often as anybody likes. */
    private SysboxWorkerRuntime.Builder runtime() {
        return around.runtime()
                .budget(host -> HostBudget.of(HOST_BYTES, host.cpus()).withOvercommit(TASKS * ROOM));
    }

    private SysboxWorkerRuntime.Builder single() {
        return runtime().maxWorkers(1).times(times -> times.withSweep(Duration.ofMillis(200), Duration.ofMinutes(1)));
    }

    private void open(SysboxWorkerRuntime.Builder builder) throws IOException {
        runtime = builder.build();
        events = EngineEvents.follow(around.ours().get("dev.tandemwork.owner"), begun);
    }

    @AfterEach
    void nothingIsLeft() {
        callers.shutdownNow();
        runtime.workers().forEach(runtime::remove);
        runtime.close();
        events.close();

        assertThat(around.left()).isEmpty();
    }

    @Test
    void workers_thatDoNotFit_comeInTheirOrder_eachWhenOneHasEnded() throws Exception {
        open(runtime());
        List<Future<Worker>> started = new ArrayList<>();
        for (int task = 1; task <= TASKS; task++) {
            started.add(start(task, WAITING));
            awaitArrival(task);
        }

        for (int task = 1; task <= TASKS; task++) {
            Worker worker = started.get(task - 1).get();
            around.letGo(worker.id());
            assertThat(worker.await()).isInstanceOf(WorkerResult.Produced.class);
            awaitCreated(Math.min(TASKS, task + ROOM));
        }

        List<EngineEvents.Event> told = events.await(seen -> true);
        assertThat(EngineEvents.most(told)).isEqualTo(ROOM);
        assertThat(EngineEvents.created(told))
                .extracting(name -> name.substring(name.lastIndexOf("task")))
                .containsExactlyElementsOf(names());
    }

    @Test
    void warmWorkers_takeRoomToo_andGiveWay() throws Exception {
        open(runtime().warm(2, OTHER).warm(1, LIMITS));
        awaitCreated(3);

        List<Future<Worker>> started = new ArrayList<>();
        for (int task = 1; task <= TASKS; task++) {
            started.add(start(task, QUICK));
        }

        for (Future<Worker> worker : started) {
            assertThat(worker.get().await()).isInstanceOf(WorkerResult.Produced.class);
        }
        assertThat(EngineEvents.most(events.await(seen -> true))).isEqualTo(ROOM);
    }

    @Test
    void warmWorkers_thatAreJustBeingMade_areGoneWithTheirRuntime() throws Exception {
        open(runtime().warm(2, OTHER));
        awaitCreated(1);

        runtime.close();

        assertThat(around.left()).isEmpty();
    }

    @Test
    void warmWorker_thatIsJustBeingMade_givesWay_andIsGoneBeforeAnotherIsMade() throws Exception {
        open(runtime().maxWorkers(1).warm(1, OTHER));
        awaitCreated(1);

        Worker worker = start(1, QUICK).get();

        assertThat(worker.await()).isInstanceOf(WorkerResult.Produced.class);
        assertThat(EngineEvents.most(events.await(seen -> true))).isEqualTo(1);
    }

    @Test
    void workers_ofAProcessThatHasDied_takeTheirRoom_beforeTheyAreAdopted() throws Exception {
        open(runtime());
        for (int task = 1; task <= ROOM; task++) {
            start(task, WAITING).get();
        }
        awaitCreated(ROOM);
        runtime.close();
        runtime = runtime().build();

        Future<Worker> next = start(ROOM + 1, QUICK);
        awaitArrival(ROOM + 1);
        WorkerId first = new WorkerId("task-1");
        Worker adopted = runtime.adopt(first).orElseThrow();
        around.letGo(first);

        assertThat(adopted.await()).isInstanceOf(WorkerResult.Produced.class);
        assertThat(next.get().await()).isInstanceOf(WorkerResult.Produced.class);
        assertThat(EngineEvents.most(events.await(seen -> true))).isEqualTo(ROOM);
    }

    @Test
    void places_ofWorkersThatHaveEnded_waitForNobodyToAdoptThem() throws Exception {
        open(single());
        WorkerId dead = start(1, WAITING).get().id();
        awaitCreated(1);
        runtime.close();
        runtime = single().build();
        Future<Worker> next = start(2, QUICK);

        around.kill(dead);

        assertThat(next.get().await()).isInstanceOf(WorkerResult.Produced.class);
    }

    @Test
    void starts_areFewAtOnce() throws Exception {
        open(runtime().budget(host -> HostBudget.of(HOST_BYTES, ROOM).withStarts(1)));
        List<String> told = new CopyOnWriteArrayList<>();

        Worker first = start(1, WAITING).get();
        Worker second = start(2, QUICK, told::add).get();

        ContainerState started = around.state(first.id()).orElseThrow();
        assertThat(around.succeeds(started, "test", "-e", "/run/tandemwork/engine-ready"))
                .isTrue();
        around.letGo(first.id());
        assertThat(first.await()).isInstanceOf(WorkerResult.Produced.class);
        assertThat(second.await()).isInstanceOf(WorkerResult.Produced.class);
        assertThat(told).contains("for other workers to have started, first in line");
    }

    @Test
    void disk_thatIsNearlyFull_isWaitedFor() throws Exception {
        around.mountSmallDisk();
        open(around.runtime());
        BlockingQueue<String> told = new LinkedBlockingQueue<>();

        Future<Worker> waiting = start(1, QUICK, told::add);

        assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo("for room on the disk, first in line");
        assertThat(around.containers()).noneMatch(container -> container.name().endsWith("task-1"));
        assertThat(waiting).isNotDone();
    }

    private static List<String> names() {
        return IntStream.rangeClosed(1, TASKS).mapToObj(task -> "task-" + task).toList();
    }

    private Future<Worker> start(int task, String script) {
        return start(task, script, reason -> {});
    }

    private Future<Worker> start(int task, String script, Consumer<String> listener) {
        Task built = Task.builder("task-" + task)
                .instructions("take your turn")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", script)))
                .limits(LIMITS)
                .build();
        WorkerSpec spec = WorkerSpec.of(new WorkerId("task-" + task), Attempt.first(built));
        return callers.submit(() -> runtime.start(spec, waiting -> listener.accept(waiting.reason())));
    }

    /** The first ones are in once they are on the engine; those that follow are in line, for want of memory. */
    private void awaitArrival(int task) throws InterruptedException {
        if (task <= ROOM) {
            awaitCreated(task);
            return;
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (runtime.waiting().stream().noneMatch(waiting -> isOf(waiting, task))) {
            assertThat(System.nanoTime()).as("worker %s is in line", task).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(runtime.waiting()).extracting(Waiter::reason).containsOnly(Reason.MEMORY);
    }

    private static boolean isOf(Waiter waiting, int task) {
        return waiting.name().equals("task-" + task);
    }

    private void awaitCreated(int count) throws InterruptedException {
        events.await(seen -> EngineEvents.created(seen).size() >= count);
    }
}
