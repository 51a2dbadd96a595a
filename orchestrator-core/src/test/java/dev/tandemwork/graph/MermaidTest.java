package dev.tandemwork.graph;

import static dev.tandemwork.graph.Graph.ask;
import static dev.tandemwork.graph.Graph.fail;
import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Graph.on;
import static dev.tandemwork.graph.Loop.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.graph.Overlay.Mark;
import dev.tandemwork.graph.Overlay.Tone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compares drawings with those in files, which were looked at in a browser. */
final class MermaidTest {
    record Task(String id) {}

    record Plan(List<Task> tasks) {}

    record Change(String id) {}

    sealed interface Verdict {}

    record Approved(Change change) implements Verdict {}

    record Refused(Change change) implements Verdict {}

    record Unsure() implements Verdict {}

    private static <A, B> Node<A, B> step(String name, Class<A> in, Class<B> out) {
        return node(name, in, out, value -> {
            throw new UnsupportedOperationException(name);
        });
    }

    private static Node<Change, Change> same(String name) {
        return step(name, Change.class, Change.class);
    }

    private static Graph<Plan, Change> delivery() {
        Node<Task, Change> develop = step("develop", Task.class, Change.class)
                .timeout(Duration.ofHours(1))
                .idleTimeout(Duration.ofMinutes(5))
                .retry(Retry.transientFailures(3))
                .slots("workers");
        Node<Approved, Change> land = step("land", Approved.class, Change.class)
                .mutex(approved -> "main")
                .onFailure(fail("conflict", lost -> lost.failure().message()));
        Graph<Task, Change> deliver = Graph.of(Task.class)
                .<Verdict, Approved>loop(
                        "rounds",
                        atMost(3),
                        round -> round.then(develop).then(step("review", Change.class, Verdict.class)),
                        verdict -> Loop.done((Approved) verdict))
                .onExhausted(ask("stuck", Task.class, Approved.class)
                        .deadline(Duration.ofSeconds(90), new Approved(new Change(""))))
                .when(approved -> true, ask("approve", Approved.class, Approved.class))
                .then(land);
        return Graph.of(Plan.class)
                .forEach("task", Plan::tasks, Task::id, deliver)
                .settle(branches -> new Change("all"))
                .then(same("report"));
    }

    private static Graph<Change, Change> everything() {
        return Graph.of(Change.class)
                .then(same("end").slots("a\"b<c>#1 `x` & [y]").budget(Money.usd(1)))
                .both(
                        "both",
                        same("graph"),
                        Graph.of(Change.class).then(same("a-b")).then(same("a.b_c")))
                .map(Both::first)
                .race("race", List.of(same("default"), same("style")))
                .all("all", List.of(same("x"), same("o").cache(Change::id, Duration.ofMillis(1500))))
                .map(changes -> changes.get(0))
                .then(step("review", Change.class, Verdict.class))
                .route(
                        Verdict.class,
                        on(Approved.class, Graph.of(Approved.class).map(Approved::change)),
                        on(
                                Refused.class,
                                Graph.of(Refused.class).map(Refused::change).then(same("fix"))),
                        on(Unsure.class, fail("unsure", unsure -> "unsure")))
                .then(Graph.of(Change.class).then(same("one")).as("scope").budget(Money.usd(2)))
                .forEach("each", List::of, Change::id, Graph.of(Change.class).map(change -> change))
                .firstOf(2)
                .map(changes -> changes.get(0))
                .loop("spin", change -> 3, round -> round, Loop::done);
    }

    private static Overlay marks() {
        return new Overlay(Map.of(
                "/task", new Mark(Tone.PLAIN, "5 branches"),
                "/task/rounds/develop", new Mark(Tone.RUNNING, "2 running, 3 completed"),
                "/task/rounds/review", new Mark(Tone.COMPLETED, "3 completed"),
                "/task/approve", new Mark(Tone.WAITING, "1 waiting"),
                "/task/stuck", new Mark(Tone.CANCELLED, "1 cancelled"),
                "/task/land", new Mark(Tone.FAILED, "1 failed")));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = MermaidTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void delivery_isDrawn() throws IOException {
        assertThat(delivery().toMermaid()).isEqualTo(golden("delivery.mmd"));
    }

    @Test
    void everyStep_isDrawn() throws IOException {
        assertThat(everything().toMermaid()).isEqualTo(golden("everything.mmd"));
    }

    @Test
    void status_isDrawn() throws IOException {
        assertThat(delivery().toMermaid(marks())).isEqualTo(golden("status.mmd"));
    }

    @Test
    void graphWithoutSteps_isDrawn() {
        assertThat(Graph.of(Change.class).toMermaid())
                .isEqualTo("flowchart TD\n    sbegin([\"Change\"])\n    sfinish([\"done\"])\n    sbegin --> sfinish\n");
    }

    @Test
    void ids_areThoseOfPaths_andDifferForDifferentPaths() {
        assertThat(List.of("/a/b", "/a__b", "/a_b", "/a-b", "/a.b", "/a[b]", "/a_2d_b"))
                .extracting(MermaidText::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("s\\w+"));
    }
}
