package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.engine.Traced.Trace;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
final class ForkTest {
    private static final RunId OLD = RunId.of("old");

    private final Traced traced = new Traced();
    private @TempDir Path folder;
    private RunStore store;
    private Engine engine;

    /** Opens a store and an engine. */
    @BeforeEach
    void open() {
        use(RunStore.inMemory());
    }

    @AfterEach
    void close() {
        engine.close();
        store.close();
    }

    private void use(RunStore kept) {
        store = kept;
        engine = Engine.builder().store(kept).build();
    }

    private Trace run(Graph<Trace, Trace> graph) throws InterruptedException {
        Trace result = engine.start(graph, Traced.start(), RunOptions.id("old"))
                .await()
                .result()
                .orElseThrow();
        traced.ran.clear();
        return result;
    }

    private Outcome<Trace> fork(Graph<Trace, Trace> graph, RunId from, String path, String name)
            throws InterruptedException {
        traced.ran.clear();
        return engine.fork(graph, from, NodePath.parse(path), RunOptions.id(name))
                .await();
    }

    private Outcome<Trace> fork(Graph<Trace, Trace> graph, String path) throws InterruptedException {
        return fork(graph, OLD, path, "new");
    }

    /** Returns what each node has come from, by its path. */
    private List<Trace> results(RunId run) {
        return RunHistory.read(store, run).entries().stream()
                .filter(JournalEntry.NodeCompleted.class::isInstance)
                .map(entry -> trace((JournalEntry.NodeCompleted) entry))
                .toList();
    }

    private static Trace trace(JournalEntry.NodeCompleted entry) {
        return entry.path().name().equals("choose")
                ? entry.result().as(Traced.Way.class).trace()
                : entry.result().as(Trace.class);
    }

    /** Returns the paths of {@code target}, and of all nodes that have come from it; a failed one shows in the next. */
    private Set<String> following(String target) {
        List<Trace> results = results(OLD);
        Set<String> paths = new TreeSet<>(Set.of(target));
        Set<String> failed = new HashSet<>();
        results.forEach(trace -> failed.addAll(trace.from()));
        results.forEach(trace -> failed.remove(last(trace.from())));
        for (Trace trace : results) {
            int at = trace.from().indexOf(target);
            if (at >= 0) {
                paths.add(last(trace.from()));
                trace.from().stream().skip(at).filter(failed::contains).forEach(paths::add);
            }
        }
        return paths;
    }

    private static String last(List<String> paths) {
        return paths.get(paths.size() - 1);
    }

    static Stream<Function<Traced, Graph<Trace, Trace>>> graphs() {
        return Stream.of(Traced::rounds, Traced::exhausted, Traced::inline, Traced::branches, Traced::recovering);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void fork_runsWhatFollows_andNothingElse(Function<Traced, Graph<Trace, Trace>> make) throws InterruptedException {
        forkEveryPath(make.apply(traced));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void fork_runsWhatFollows_fromFiles(Function<Traced, Graph<Trace, Trace>> make) throws InterruptedException {
        close();
        use(FileRunStore.at(folder));
        forkEveryPath(make.apply(traced));
    }

    private void forkEveryPath(Graph<Trace, Trace> graph) throws InterruptedException {
        Trace expected = run(graph);
        Set<String> every = new HashSet<>(expected.from());
        assertThat(every).hasSizeGreaterThan(4);
        for (String path : every) {
            String name = "new" + path.replaceAll("[^a-z0-9]", "-");
            Outcome<Trace> outcome = fork(graph, OLD, path, name);

            assertThat(traced.ran).as(path).containsExactlyInAnyOrderElementsOf(following(path));
            assertThat(results(RunId.of(name)))
                    .as(path)
                    .extracting(trace -> last(trace.from()))
                    .doesNotHaveDuplicates();
            assertThat(outcome.result()).as(path).contains(expected);
        }
    }

    @Test
    void fork_ofAScriptsStep_runsTheLaterSteps() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.script();
        Trace expected = run(graph);

        assertThat(fork(graph, "/script/two").result()).contains(expected);
        assertThat(traced.ran).containsExactlyInAnyOrder("/script", "/script/two", "/script/three", "/b");
    }

    @Test
    void resume_knowsTheStepsOfAScript_thatFailedAndWasRecovered() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.recoveredScript();
        run(graph);

        assertThat(engine.resume(graph, RunOptions.id("old")).await().result()).isPresent();
        assertThat(fork(graph, "/script/mend").result()).isPresent();
        assertThat(traced.ran).containsExactlyInAnyOrder("/script/mend", "/b");
    }

    @Test
    void fork_ofALoop_runsEveryRound() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.rounds();
        Trace expected = run(graph);

        assertThat(fork(graph, "/rounds").result()).contains(expected);
        assertThat(traced.ran).hasSize(expected.from().size() - 1).doesNotContain("/a");
    }

    @Test
    void fork_ofTheRoot_runsEverything() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.rounds();
        Trace expected = run(graph);

        assertThat(fork(graph, "/").result()).contains(expected);
        assertThat(traced.ran).hasSameSizeAs(expected.from());
    }

    @Test
    void fork_ofABranch_runsThoseThatDependOnIt() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.dependent();
        run(graph);

        assertThat(fork(graph, "/item[1]/b").result()).isPresent();
        assertThat(traced.ran)
                .containsExactlyInAnyOrder(
                        "/item[1]/b", "/item[2]/a", "/item[2]/b", "/item[3]/a", "/item[3]/b", "/end");
    }

    @Test
    void fork_ofAForkedRun_saysWhereItComesFrom() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.inline();
        Trace expected = run(graph);
        fork(graph, OLD, "/right", "second");

        assertThat(fork(graph, RunId.of("second"), "/part/f", "third").result()).contains(expected);
        assertThat(traced.ran).containsExactlyInAnyOrder("/part/f", "/end");
        assertThat(RunHistory.read(store, RunId.of("third")).started().origin())
                .contains(new JournalEntry.Origin("second", NodePath.parse("/part/f")));
    }

    @Test
    void fork_ofAFailedRun_goesOn_onceTheCauseIsMended() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.needed();
        traced.broken = "/item[2]/b";
        assertThat(engine.start(graph, Traced.start(), RunOptions.id("old")).await())
                .isInstanceOf(Outcome.Failed.class);
        traced.broken = "";

        assertThat(fork(graph, "/item[2]/b").result()).isPresent();
        assertThat(traced.ran).contains("/item[2]/b", "/end").doesNotContain("/item[2]/a");
    }

    @Test
    void fork_forgetsThatTheRunWasCancelled() throws InterruptedException {
        Graph<Trace, Trace> graph = Graph.of(Trace.class)
                .then(traced.work("a"))
                .then(Graph.ask("ask", Trace.class, Trace.class))
                .then(traced.work("b"));
        try (Run<Trace> run = engine.start(graph, Traced.start(), RunOptions.id("old"))) {
            run.await();
            run.cancel("no more");
            assertThat(run.await()).isInstanceOf(Outcome.Cancelled.class);
        }

        Outcome<Trace> forked = fork(graph, "/a");
        assertThat(forked).isInstanceOf(Outcome.Parked.class);
        assertThat(((Outcome.Parked<Trace>) forked).questions()).hasSize(1);
    }

    @Test
    void fork_isResumed_afterItWasLeft() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.rounds();
        Trace expected = run(graph);
        traced.broken = "/b";
        fork(graph, "/rounds#2/y");
        traced.broken = "";
        traced.ran.clear();

        fork(graph, RunId.of("new"), "/b", "newer");
        assertThat(traced.ran).containsExactly("/b");
        traced.ran.clear();
        assertThat(engine.resume(graph, RunOptions.id("newer")).await().result())
                .contains(expected);
        assertThat(traced.ran).isEmpty();
    }

    @Test
    void fork_needsTheOtherRunNoMore() throws InterruptedException {
        close();
        use(FileRunStore.at(folder));
        Graph<Trace, Trace> graph = traced.inline();
        Trace expected = run(graph);
        fork(graph, "/end");
        store.delete(OLD);
        traced.ran.clear();

        assertThat(engine.resume(graph, RunOptions.id("new")).await().result()).contains(expected);
        assertThat(traced.ran).isEmpty();
    }

    @Test
    void fork_isNotResumed_whenItsCopyWasCutOff() throws InterruptedException {
        Graph<Trace, Trace> graph = traced.rounds();
        run(graph);
        fork(graph, "/b");
        RunHistory forked = RunHistory.read(store, RunId.of("new"));
        int whole = forked.entries().indexOf(forked.started());
        assertThat(whole).isPositive();
        try (RunLog cut = store.create(RunId.of("cut"))) {
            cut.append(store.read(RunId.of("new")).subList(0, whole));
        }

        assertThatThrownBy(() -> engine.resume(graph, RunOptions.id("cut")))
                .isInstanceOf(RunStoreException.class)
                .hasMessageContaining("run [cut] has no beginning");
    }

    @Test
    void fork_findsStepsByFormerNames() throws InterruptedException {
        Trace expected = run(Graph.of(Trace.class)
                .then(traced.work("a"))
                .then(traced.work("old"))
                .then(traced.work("z")));
        Graph<Trace, Trace> renamed = Graph.of(Trace.class)
                .then(traced.work("a"))
                .then(traced.work("young").formerly("old"))
                .then(traced.work("z"));

        assertThat(fork(renamed, OLD, "/z", "later").result()).contains(expected);
        assertThat(fork(renamed, OLD, "/young", "new").result().orElseThrow().from())
                .containsExactly("/a", "/young", "/z");
        assertThat(traced.ran).containsExactlyInAnyOrder("/young", "/z");
    }

    @Test
    void fork_forgetsLaterSteps_thatTheGraphHasNoMore() throws InterruptedException {
        run(Graph.of(Trace.class).then(traced.work("a")).then(traced.work("b")).then(traced.work("gone")));
        Graph<Trace, Trace> shorter =
                Graph.of(Trace.class).then(traced.work("a")).then(traced.work("b"));

        assertThat(fork(shorter, "/b").result().orElseThrow().from()).containsExactly("/a", "/b");
    }

    @Test
    void fork_isRefused_whereTheRunHasNothing() throws InterruptedException {
        run(traced.rounds());

        assertThatThrownBy(() -> fork(traced.rounds(), "/rounds#7/x"))
                .isInstanceOf(EngineException.class)
                .hasMessage(
                        "run [old] has nothing at [/rounds#7/x]; expected one of [a, rounds#1, rounds#2, rounds#3, b]"
                                + " in [/]; fork it at one of those, or at what comes before");
        assertThat(store.runs()).containsExactly(OLD);
    }

    @Test
    void fork_isRefused_whereTheGraphHasNothing() throws InterruptedException {
        run(traced.rounds());

        assertThatThrownBy(() -> fork(traced.rounds(), "/rounds#1/z"))
                .isInstanceOf(EngineException.class)
                .hasMessage("graph has no step [z] in [/rounds#1], to fork run [old] at [/rounds#1/z]; expected one of"
                        + " [x, y]");
    }

    @Test
    void fork_isRefused_whenItDoesNotSayWhichRound() throws InterruptedException {
        run(traced.rounds());

        assertThatThrownBy(() -> fork(traced.rounds(), "/rounds/x"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("path [/rounds/x] does not say which [rounds] is meant; expected one of");
    }
}
