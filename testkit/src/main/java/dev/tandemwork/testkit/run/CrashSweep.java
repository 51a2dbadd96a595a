package dev.tandemwork.testkit.run;

import dev.tandemwork.engine.Outcome;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.testkit.store.CrashPoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a graph, and lets the process die at every append to the journal: before it, in the middle of it and after it. After
 * each death a fresh engine resumes the run, which must end as if nothing had happened: with the same outcome, each node
 * committed once and begun twice at most, and the world as it should be.
 *
 * <pre>{@code
 * CrashSweep.of(Forge::new, forge -> delivery(forge), plan)
 *         .slots("workers", 2)
 *         .answering("/approve", Answer.YES)
 *         .checking(forge -> assertThat(forge.merges()).hasSize(3))
 *         .inMemory();
 * }</pre>
 *
 * @param <W> the world that the graph works on; it outlives the process
 * @param <I> what goes into the graph
 * @param <O> what comes out
 */
public final class CrashSweep<W, I, O> {
    private final Supplier<W> worlds;
    private final Function<W, Graph<I, O>> graphs;
    private final I input;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<NodePath, Object> answers = new HashMap<>();
    private Consumer<W> check = world -> {};

    private CrashSweep(Supplier<W> worlds, Function<W, Graph<I, O>> graphs, I input) {
        this.worlds = worlds;
        this.graphs = graphs;
        this.input = input;
    }

    /**
     * Returns a sweep over a graph. It must be deterministic: two runs of it on two new worlds have the same outcome.
     *
     * @param worlds makes a new world
     * @param graphs makes the graph that works on a world
     * @param input what every run is given
     */
    public static <W, I, O> CrashSweep<W, I, O> of(Supplier<W> worlds, Function<W, Graph<I, O>> graphs, I input) {
        return new CrashSweep<>(worlds, graphs, input);
    }

    /** Has the engines give out {@code count} slots of {@code pool}. */
    public CrashSweep<W, I, O> slots(String pool, int count) {
        slots.put(pool, count);
        return this;
    }

    /** Answers the question {@code path} whenever a run is parked by it. */
    public CrashSweep<W, I, O> answering(String path, Object answer) {
        answers.put(NodePath.parse(path), answer);
        return this;
    }

    /** Holds the world to {@code assertions} after every run. */
    public CrashSweep<W, I, O> checking(Consumer<W> assertions) {
        check = assertions;
        return this;
    }

    /**
     * Sweeps over runs in memory.
     *
     * @return how many deaths were survived
     * @throws AssertionError if one was not; its message names the point
     */
    public int inMemory() {
        Outcome<O> expected = clean(RunStore.inMemory()).expected();
        int crashes = 0;
        boolean died = true;
        for (int append = 1; died; append++) {
            died = false;
            for (CrashPoint point : points(append)) {
                boolean diedHere = trial(RunStore.inMemory()).survives(point, expected);
                crashes += diedHere ? 1 : 0;
                died |= diedHere;
            }
        }
        return crashes;
    }

    /**
     * Sweeps over runs in files, of which the last record is torn after every byte of it.
     *
     * @param folder for the files
     * @return how many deaths were survived
     * @throws AssertionError if one was not; its message names the point
     */
    public int tornIn(Path folder) {
        Trial<W, I, O> clean = clean(FileRunStore.at(folder.resolve("clean")));
        Outcome<O> expected = clean.expected();
        int crashes = 0;
        for (int bytes = 0; bytes <= clean.lastRecord() + 1; bytes++) {
            RunStore store = FileRunStore.at(folder.resolve("torn-" + bytes));
            crashes += trial(store).survivesTornEnd(bytes, expected) ? 1 : 0;
        }
        return crashes;
    }

    private Trial<W, I, O> clean(RunStore store) {
        Trial<W, I, O> trial = trial(store);
        trial.runUndisturbed();
        return trial;
    }

    private Trial<W, I, O> trial(RunStore store) {
        W world = worlds.get();
        Cast<I, O> cast = new Cast<>(graphs.apply(world), input, Map.copyOf(slots), Map.copyOf(answers));
        return new Trial<>(world, check, cast, store);
    }

    private static List<CrashPoint> points(int append) {
        return List.of(CrashPoint.before(append), CrashPoint.middle(append), CrashPoint.after(append));
    }
}
