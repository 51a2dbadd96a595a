package dev.tandemwork.benchmarks;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.journal.RunStore;
import java.util.concurrent.TimeUnit;
import org.bsc.langgraph4j.GraphStateException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a node in a sequence costs: a thousand nodes, the start and the end of the run included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(SequenceBenchmark.NODES)
public class SequenceBenchmark {
    static final int NODES = 1000;

    private final Graph<Small, Small> graph = Ours.sequence(NODES);
    private final Ours plain = Ours.withoutJournal();
    private final Ours journalled = Ours.on(RunStore.inMemory());
    private final LangChain4j langchain4j = LangChain4j.sequence(NODES);
    private final Koog koog = Koog.sequence(NODES);
    private LangGraph4j langgraph4j;

    /** Makes the graph of langgraph4j. */
    @Setup
    public void open() throws GraphStateException {
        langgraph4j = LangGraph4j.sequence(NODES);
    }

    /** Tandemwork, without a journal. */
    @Benchmark
    public Object tandemwork() throws InterruptedException {
        return plain.run(graph, Small.FIRST).require(NODES);
    }

    /** Tandemwork, with a journal in memory. */
    @Benchmark
    public Object tandemworkMemory() throws InterruptedException {
        return journalled.run(graph, Small.FIRST).require(NODES);
    }

    /** langgraph4j. */
    @Benchmark
    public Object langgraph4j() {
        return langgraph4j.run().require(NODES);
    }

    /** LangChain4j. */
    @Benchmark
    public Object langchain4j() {
        return langchain4j.run().require(NODES);
    }

    /** Koog. */
    @Benchmark
    public Object koog() {
        return koog.run().require(NODES);
    }

    /** Lets go of the threads. */
    @TearDown
    public void close() {
        plain.close();
        journalled.close();
    }
}
