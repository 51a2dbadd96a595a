package dev.tandemwork.benchmarks;

import dev.tandemwork.graph.Graph;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bsc.langgraph4j.GraphStateException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** So many branches of one trivial node each, joined in order, in a heap of 256 MiB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = "-Xmx256m")
public class FanOutBenchmark {
    /** How many branches. */
    @Param({"1000", "10000"})
    public int branches;

    private final Graph<Integer, Integer> graph = Ours.fanOut(Small::next);
    private final Ours plain = Ours.withoutJournal();
    private final ExecutorService pool =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final LangChain4j langchain4j = LangChain4j.fanOut(pool);
    private LangGraph4j langgraph4j;
    private List<Small> items;

    /** Makes the graphs. */
    @Setup
    public void open() throws GraphStateException {
        langgraph4j = LangGraph4j.fanOut(branches, pool);
        items = IntStream.range(0, branches).mapToObj(i -> new Small("item", i)).toList();
    }

    /** Tandemwork. */
    @Benchmark
    public int tandemwork() throws InterruptedException {
        return require(plain.run(graph, branches));
    }

    /** langgraph4j, by a pool with a thread for each processor. */
    @Benchmark
    public int langgraph4j() {
        return require(langgraph4j.fanOut());
    }

    /** LangChain4j, by a pool with a thread for each processor. */
    @Benchmark
    public int langchain4j() {
        return require(langchain4j.fanOut(items));
    }

    private int require(int joined) {
        if (joined != branches) {
            throw new IllegalStateException("fan-out of [" + branches + "] joined " + joined);
        }
        return joined;
    }

    /** Lets go of the threads. */
    @TearDown
    public void close() {
        plain.close();
        pool.shutdownNow();
    }
}
