package dev.tandemwork.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.graph.Backoff;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.Recovery;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.testkit.run.World.Choice;
import dev.tandemwork.testkit.run.World.Names;
import dev.tandemwork.testkit.run.World.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class CrashSweepTest {
    private static final Names NAMES = new Names(List.of("a", "b", "c", "d"));

    private static CrashSweep<World, Text, Text> sweep(Function<World, Graph<Text, Text>> graph) {
        return CrashSweep.of(World::new, graph, new Text("go")).checking(World::eachOnce);
    }

    private static CrashSweep<World, Names, Text> sweepNames(Function<World, Graph<Names, Text>> graph) {
        return CrashSweep.of(World::new, graph, NAMES).slots("few", 2).checking(World::eachOnce);
    }

    private static Graph<Text, Text> sequence(World world) {
        Node<Text, Text> flaky = Graph.node("flaky", Text.class, Text.class, (text, context) -> {
            if (context.attempt() < 3) {
                throw new IOException("not yet");
            }
            return text;
        });
        return Graph.of(Text.class)
                .then(world.does("first"))
                .then(flaky.retry(Retry.transientFailures(3).withBackoff(Backoff.none())))
                .map(text -> new Text(text.value() + "!"))
                .then(world.does("last"));
    }

    /** Waits for every record, so that a run always appends as often. */
    private static Graph<Text, Text> pair(World world) {
        return Graph.of(Text.class).then(world.does("first")).then(world.does("last"));
    }

    @Test
    void sequenceWithRetries_survives() {
        assertThat(sweep(CrashSweepTest::sequence).inMemory()).isGreaterThan(10);
    }

    @Test
    void tornRecords_areSurvived(@TempDir Path folder) {
        assertThat(sweep(CrashSweepTest::pair).tornIn(folder)).isGreaterThan(50);
    }

    @Test
    void loop_survives() {
        sweep(world -> Graph.of(Text.class)
                        .loop(
                                "rounds",
                                Loop.atMost(4),
                                round -> round.then(world.does("work")).then(world.does("check")),
                                text -> text.value().length() > 30 ? Loop.done(text) : Loop.again(text))
                        .onExhausted(world.does("giveUp")))
                .inMemory();
    }

    @Test
    void dependencies_survive() {
        sweepNames(world -> Graph.of(Names.class)
                        .forEach("item", Names::values, name -> name, branch(world))
                        .dependsOn(name -> name.equals("a") ? List.of() : List.of("a"))
                        .joinAll()
                        .map(all -> new Text(all.toString()))
                        .then(world.does("end")))
                .inMemory();
    }

    private static Graph<String, Text> branch(World world) {
        return Graph.of(String.class)
                .map(Text::new)
                .then(world.does("work").slots("few"))
                .then(world.does("land").mutex(text -> "main"));
    }

    @Test
    void fold_survives() {
        sweepNames(world -> Graph.of(Names.class)
                        .forEach("item", Names::values, name -> name, branch(world))
                        .<List<String>>fold(List.of(), CrashSweepTest::sorted)
                        .map(all -> new Text(all.toString()))
                        .then(world.does("end")))
                .inMemory();
    }

    private static List<String> sorted(List<String> before, Branch<Text> branch) {
        List<String> all = new ArrayList<>(before);
        all.add(branch.result().map(Text::value).orElse(branch.key() + "?"));
        return all.stream().sorted().toList();
    }

    /** The branch [a] ends at once, and the others would never. */
    @Test
    void foldThatFails_inABranch_survives() {
        Graph<String, Text> branch =
                Graph.of(String.class).map(Text::new).when(text -> !text.value().equals("a"), stuck("slow"));
        sweepNames(world -> Graph.of(Names.class)
                        .forEach("outer", List::of, names -> "only", refusing(branch.then(world.does("work"))))
                        .settle(ends -> new Text(failureOf(ends.get(0))))
                        .then(world.does("middle"))
                        .then(world.does("end")))
                .inMemory();
    }

    private static Graph<Names, Text> refusing(Graph<String, Text> branch) {
        return Graph.of(Names.class)
                .forEach("item", Names::values, name -> name, branch)
                .fold(new Text(""), (text, ended) -> {
                    throw new IllegalStateException("no " + ended.key());
                });
    }

    private static String failureOf(Branch<?> branch) {
        return branch.fold(
                done -> "done", failed -> failed.failure().describe(), Branch.Cancelled::reason, s -> "skipped");
    }

    @Test
    void race_survives() {
        sweep(world -> Graph.of(Text.class)
                        .race("fastest", List.of(world.does("fast"), stuck("slow")))
                        .then(world.does("end")))
                .inMemory();
    }

    @Test
    void firstOf_survives() {
        sweepNames(world -> Graph.of(Names.class)
                        .forEach(
                                "item",
                                Names::values,
                                name -> name,
                                Graph.of(String.class)
                                        .map(Text::new)
                                        .when(text -> text.value().compareTo("b") > 0, stuck("slow"))
                                        .then(world.does("work")))
                        .firstOf(2)
                        .map(all -> new Text(
                                all.stream().map(Text::value).sorted().toList().toString()))
                        .then(world.does("end")))
                .inMemory();
    }

    private static Node<Text, Text> stuck(String name) {
        return Graph.node(name, Text.class, Text.class, text -> {
            new CountDownLatch(1).await();
            return text;
        });
    }

    @Test
    void questions_survive() {
        sweep(world -> Graph.of(Text.class)
                        .then(world.does("before"))
                        .with(
                                Graph.ask("sure", Text.class, Choice.class),
                                (text, choice) -> new Text(text.value() + choice))
                        .both(
                                "two",
                                world.does("left"),
                                Graph.of(Text.class)
                                        .with(
                                                Graph.ask("which", Text.class, Choice.class),
                                                (text, choice) -> new Text(text.value() + choice)))
                        .map(both -> new Text(both.toString()))
                        .then(world.does("end")))
                .answering("/sure", Choice.YES)
                .answering("/two[second]/which", Choice.NO)
                .inMemory();
    }

    @Test
    void script_survives() {
        sweep(world -> Graph.of(Text.class).then(script()).then(world.does("end")))
                .inMemory();
    }

    private static Node<Text, Text> script() {
        return Graph.script("steps", Text.class, Text.class, (text, script) -> {
            Text one = script.step("one", Text.class, () -> new Text(text.value() + 1));
            return script.step("two", Text.class, () -> new Text(one.value() + 2));
        });
    }

    @Test
    void recoveryOfAFailedScript_survives() {
        sweep(world -> Graph.of(Text.class).then(failingScript().onFailure(recovering(world))))
                .inMemory();
    }

    private static Node<Text, Text> failingScript() {
        return Graph.script("steps", Text.class, Text.class, (text, script) -> {
            script.step("one", Text.class, () -> new Text("one"));
            throw new IllegalStateException("always");
        });
    }

    @SuppressWarnings("unchecked")
    private static Graph<Recovery<Text>, Text> recovering(World world) {
        return Graph.of((Class<Recovery<Text>>) (Class<?>) Recovery.class)
                .map(recovery ->
                        new Text(recovery.input().value() + recovery.failure().reason()))
                .then(world.does("cleanUp"))
                .then(world.does("report"));
    }

    @Test
    void budgets_survive() {
        Node<Text, Text> costly = Graph.node("costly", Text.class, Text.class, (text, context) -> {
            context.spend(Usage.of(Money.usd(1)));
            return text;
        });
        sweep(world -> Graph.of(Text.class)
                        .then(world.does("before"))
                        .loop(
                                "rounds",
                                Loop.atMost(9),
                                round -> round.then(costly).then(world.does("work")),
                                text -> Loop.<Text, Text>again(text))
                        .as("scope")
                        .budget(Money.usd(3)))
                .inMemory();
    }

    @Test
    void aRepeatedEffect_isFound() {
        CrashSweep<World, Text, Text> careless = sweep(world -> Graph.of(Text.class)
                .then(Graph.node("careless", Text.class, Text.class, (text, context) -> {
                    return world.does("inner").body().apply(new Text(text.value() + System.nanoTime()), context);
                })));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(careless::inMemory)
                .withMessageContaining("outcome after a crash at");
    }
}
