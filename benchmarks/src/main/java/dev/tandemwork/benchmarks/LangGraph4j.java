package dev.tandemwork.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphDefinition;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncEdgeAction;
import org.bsc.langgraph4j.action.AsyncNodeAction;
import org.bsc.langgraph4j.checkpoint.MemorySaver;
import org.bsc.langgraph4j.state.AgentState;
import org.bsc.langgraph4j.state.Channels;

/**
 * langgraph4j, as it is measured: compiled once, without a saver, or with the one that keeps checkpoints in memory and lets
 * go of them at the end of a run.
 */
final class LangGraph4j {
    private static final String VALUE = "value";
    private static final String RESULTS = "results";
    private static final String OPEN = "open";
    private static final String JOIN = "join";

    private final CompiledGraph<AgentState> graph;
    private final RunnableConfig options;

    private LangGraph4j(CompiledGraph<AgentState> graph, RunnableConfig options) {
        this.graph = graph;
        this.options = options;
    }

    Small run() {
        return graph.invoke(Map.of(VALUE, Small.FIRST), options)
                .flatMap(state -> state.<Small>value(VALUE))
                .orElseThrow();
    }

    int fanOut() {
        return graph.invoke(Map.of(VALUE, Small.FIRST), options)
                .flatMap(state -> state.<List<Small>>value(RESULTS))
                .map(List::size)
                .orElseThrow();
    }

    static LangGraph4j sequence(int nodes) throws GraphStateException {
        StateGraph<AgentState> graph = new StateGraph<>(Map.of(), AgentState::new);
        String last = GraphDefinition.START;
        for (int i = 0; i < nodes; i++) {
            String node = "step-" + i;
            graph.addNode(node, step());
            graph.addEdge(last, node);
            last = node;
        }
        graph.addEdge(last, GraphDefinition.END);
        return compile(graph, RunnableConfig.empty(), settings());
    }

    static LangGraph4j loop(int rounds) throws GraphStateException {
        return compile(rounds(rounds), RunnableConfig.empty(), settings());
    }

    static LangGraph4j loopWithSaver(int rounds) throws GraphStateException {
        CompileConfig.Builder saving =
                settings().checkpointSaver(new MemorySaver()).releaseThread(true);
        RunnableConfig options = RunnableConfig.builder().threadId("run").build();
        return compile(rounds(rounds), options, saving);
    }

    private static StateGraph<AgentState> rounds(int rounds) throws GraphStateException {
        StateGraph<AgentState> graph = new StateGraph<>(Map.of(), AgentState::new);
        graph.addNode("step", step());
        graph.addEdge(GraphDefinition.START, "step");
        graph.addConditionalEdges(
                "step",
                AsyncEdgeAction.<AgentState>edge_async(state -> valueOf(state).count() < rounds ? "again" : "done"),
                Map.of("again", "step", "done", GraphDefinition.END));
        return graph;
    }

    /** Its branches are written down one by one when the graph is made: it has none that depend on a value. */
    static LangGraph4j fanOut(int branches, Executor executor) throws GraphStateException {
        StateGraph<AgentState> graph =
                new StateGraph<>(Map.of(RESULTS, Channels.appender(ArrayList::new)), AgentState::new);
        graph.addNode(OPEN, AsyncNodeAction.<AgentState>node_async(state -> Map.of()));
        graph.addNode(JOIN, AsyncNodeAction.<AgentState>node_async(state -> Map.of()));
        graph.addEdge(GraphDefinition.START, OPEN);
        graph.addEdge(JOIN, GraphDefinition.END);
        for (int i = 0; i < branches; i++) {
            String node = "branch-" + i;
            Small item = new Small("item", i);
            graph.addNode(node, AsyncNodeAction.<AgentState>node_async(state -> Map.of(RESULTS, item.next())));
            graph.addEdge(OPEN, node);
            graph.addEdge(node, JOIN);
        }
        RunnableConfig options =
                RunnableConfig.builder().addParallelNodeExecutor(OPEN, executor).build();
        return compile(graph, options, settings());
    }

    private static CompileConfig.Builder settings() {
        return CompileConfig.builder().recursionLimit(Integer.MAX_VALUE);
    }

    private static LangGraph4j compile(
            StateGraph<AgentState> graph, RunnableConfig options, CompileConfig.Builder settings)
            throws GraphStateException {
        return new LangGraph4j(graph.compile(settings.build()), options);
    }

    private static AsyncNodeAction<AgentState> step() {
        return AsyncNodeAction.node_async(state -> Map.of(VALUE, valueOf(state).next()));
    }

    private static Small valueOf(AgentState state) {
        return state.<Small>value(VALUE).orElseThrow();
    }
}
