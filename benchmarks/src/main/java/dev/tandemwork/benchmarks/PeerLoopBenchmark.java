package dev.tandemwork.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bsc.langgraph4j.GraphStateException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** As {@link LoopBenchmark}, by the peers; not with 100,000 rounds, of which one run takes them many seconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PeerLoopBenchmark {
    /** How many rounds a run has. */
    @Param({"1000", "10000"})
    public int rounds;

    private LangGraph4j langgraph4j;
    private LangGraph4j saving;
    private LangChain4j langchain4j;
    private Koog koog;

    /** Makes the graphs. */
    @Setup
    public void open() throws GraphStateException {
        langgraph4j = LangGraph4j.loop(rounds);
        saving = LangGraph4j.loopWithSaver(rounds);
        langchain4j = LangChain4j.loop(rounds);
        koog = Koog.loop(rounds);
    }

    /** langgraph4j. */
    @Benchmark
    public Object langgraph4j() {
        return langgraph4j.run().require(rounds);
    }

    /** langgraph4j, with checkpoints in memory. */
    @Benchmark
    public Object langgraph4jMemory() {
        return saving.run().require(rounds);
    }

    /** LangChain4j. */
    @Benchmark
    public Object langchain4j() {
        return langchain4j.run().require(rounds);
    }

    /** Koog. */
    @Benchmark
    public Object koog() {
        return koog.run().require(rounds);
    }
}
