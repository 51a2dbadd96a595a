package dev.tandemwork.benchmarks;

import dev.tandemwork.graph.Graph;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** 200 branches, each of which blocks its thread for 100 ms: how much longer than that they take together. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BlockingBenchmark {
    private static final int BRANCHES = 200;
    private static final long BLOCKED_MILLIS = 100;

    private final Graph<Integer, Integer> graph = Ours.fanOut(BlockingBenchmark::block);
    private final Ours plain = Ours.withoutJournal();

    private static Small block(Small small) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(BLOCKED_MILLIS);
        return small.next();
    }

    /** Tandemwork. */
    @Benchmark
    public int tandemwork() throws InterruptedException {
        return plain.run(graph, BRANCHES);
    }

    /** Lets go of the threads. */
    @TearDown
    public void close() {
        plain.close();
    }
}
