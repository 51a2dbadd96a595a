package dev.tandemwork.cli.live;

import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodeContext;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BoardTest {
    private static final NodePath REVIEW = NodePath.parse("/task[api]/review[a]/a");

    private final RunStore store = RunStore.inMemory();
    private final Engine engine = Engine.builder().store(store).build();
    private final Board board = Board.of("r1", Clock.systemUTC());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final JsonEvents json = JsonEvents.to(lines::add, board, Clock.systemUTC());
    private final BlockingQueue<Money> seen = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        engine.close();
        store.close();
    }

    @Test
    void cost_growsWhileANodeRuns_andIsCountedOnce() throws InterruptedException {
        Run<String> run = start();
        assertThat(seen.take()).isEqualTo(Money.usd(0.25));
        board.accept(new RunEvent.Spent(REVIEW, Usage.of(Money.usd(1))));
        assertThat(board.view().tasks().get(0).cost()).isEqualTo(Money.usd(1.25));

        gate.countDown();
        run.await();

        assertThat(seen.take()).isEqualTo(Money.usd(1.75));
        assertThat(board.view().tasks().get(0).cost()).isEqualTo(Money.usd(1.75));
    }

    @Test
    void json_tellsWhatAnAttemptHasSpentSoFar() throws InterruptedException {
        gate.countDown();
        start().await();
        seen.take();
        seen.take();

        assertThat(lines)
                .filteredOn(line -> line.startsWith("{\"event\":\"spent\""))
                .allMatch(line -> line.contains("\"path\":\"/task[api]/develop\",\"task\":\"api\""))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"costMicros\":250000,"),
                        second -> assertThat(second).contains("\"costMicros\":750000,"));
    }

    @Test
    void nodeThatWaits_isQueued_untilItGoesOn() throws InterruptedException {
        start();
        seen.take();
        NodePath develop = NodePath.parse("/task[api]/develop");
        Instant since = Instant.EPOCH;

        board.accept(new RunEvent.Waiting(develop, "for memory, first in line", since));

        assertThat(task().phase()).isEqualTo(Phase.QUEUED);
        assertThat(task().note(since.plusSeconds(95))).isEqualTo("waits for memory, first in line, 1m35s so far");
        assertThat(BoardJson.read(BoardJson.write(board.view()))).isEqualTo(board.view());

        board.accept(new RunEvent.Line(develop, "phase: clone"));

        assertThat(task().phase()).isEqualTo(Phase.DEVELOPS);
        assertThat(task().note(since.plusSeconds(95))).isEqualTo("phase: clone");
    }

    private TaskView task() {
        return board.view().tasks().get(0);
    }

    private Run<String> start() throws InterruptedException {
        Plan plan = new Plan(
                "Shop",
                List.of(Task.builder("api").instructions("do").repository("r").build()));
        Graph<Plan, String> graph = Graph.of(Plan.class)
                .forEach(
                        "task",
                        Plan::tasks,
                        Task::id,
                        Graph.of(Task.class).then(node("develop", Task.class, Task.class, this::develop)))
                .settle(branches -> "done");
        return engine.start(graph, plan, RunOptions.id("r1").withListener(this::told));
    }

    private void told(RunEvent event) {
        json.accept(event);
        if (event instanceof RunEvent.Spent) {
            seen.add(board.view().cost());
        }
    }

    private Task develop(Task task, NodeContext context) throws InterruptedException {
        context.spend(Usage.of(Money.usd(0.25)));
        gate.await();
        context.spend(Usage.of(Money.usd(0.5)));
        return task;
    }
}
