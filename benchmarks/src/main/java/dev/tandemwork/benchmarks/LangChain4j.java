package dev.tandemwork.benchmarks;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.service.V;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** LangChain4j's agentic module, as it is measured: agents that are plain code, without a model, composed once. */
final class LangChain4j {
    private static final String VALUE = "value";
    private static final String ITEMS = "items";

    private final UntypedAgent agent;

    private LangChain4j(UntypedAgent agent) {
        this.agent = agent;
    }

    Small run() {
        return (Small) agent.invoke(Map.of(VALUE, Small.FIRST));
    }

    int fanOut(List<Small> items) {
        return ((Collection<?>) agent.invoke(Map.of(ITEMS, items))).size();
    }

    static LangChain4j sequence(int nodes) {
        Object[] steps = IntStream.range(0, nodes).mapToObj(i -> step()).toArray();
        return new LangChain4j(AgenticServices.sequenceBuilder()
                .subAgents(steps)
                .outputKey(VALUE)
                .build());
    }

    static LangChain4j loop(int rounds) {
        return new LangChain4j(AgenticServices.loopBuilder()
                .subAgents(step())
                .maxIterations(rounds)
                .exitCondition(scope -> valueOf(scope).count() >= rounds)
                .outputKey(VALUE)
                .build());
    }

    static LangChain4j fanOut(Executor executor) {
        return new LangChain4j(AgenticServices.parallelMapperBuilder()
                .subAgents(new Next())
                .itemsProvider(ITEMS)
                .executor(executor)
                .outputKey("results")
                .build());
    }

    private static Object step() {
        return AgenticServices.agentAction(
                scope -> scope.writeState(VALUE, valueOf(scope).next()));
    }

    private static Small valueOf(AgenticScope scope) {
        return (Small) scope.readState(VALUE);
    }

    /** The agent of one item. LangChain4j calls it by reflection. */
    public static final class Next {
        private Next() {}

        /** Returns what a node makes of {@code item}. */
        @Agent(outputKey = "done")
        public Small next(@V("item") Small item) {
            return item.next();
        }
    }
}
