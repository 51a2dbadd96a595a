package dev.tandemwork.benchmarks;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.journal.RunStore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a run of so many rounds takes; the report divides by their number. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoopBenchmark {
    /** How many rounds a run has. */
    @Param({"1000", "10000", "100000"})
    public int rounds;

    private final Ours plain = Ours.withoutJournal();
    private final Ours journalled = Ours.on(RunStore.inMemory());
    private Graph<Small, Small> graph;

    /** Makes the graph. */
    @Setup
    public void open() {
        graph = Ours.loop(rounds);
    }

    /** Tandemwork, without a journal. */
    @Benchmark
    public Object tandemwork() throws InterruptedException {
        return plain.run(graph, Small.FIRST).require(rounds);
    }

    /** Tandemwork, with a journal in memory. */
    @Benchmark
    public Object tandemworkMemory() throws InterruptedException {
        return journalled.run(graph, Small.FIRST).require(rounds);
    }

    /** Lets go of the threads. */
    @TearDown
    public void close() {
        plain.close();
        journalled.close();
    }
}
