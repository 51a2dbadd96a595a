package dev.tandemwork.benchmarks;

import ai.koog.agents.core.agent.AIAgent;
import ai.koog.agents.core.agent.entity.AIAgentEdge;
import ai.koog.agents.core.agent.entity.AIAgentGraphStrategy;
import ai.koog.agents.core.agent.entity.AIAgentNode;
import ai.koog.agents.core.agent.entity.AIAgentNodeBase;
import ai.koog.agents.core.agent.entity.TypedGraphStrategyBuilder;
import ai.koog.prompt.executor.llms.MultiLLMPromptExecutor;
import ai.koog.prompt.llm.LLMProvider;
import ai.koog.prompt.llm.LLModel;
import java.util.Map;

/**
 * Koog, as it is measured: a graph strategy made by its Java builders, without features and without a model. Its parallel
 * node has no Java builder.
 */
final class Koog {
    private static final LLModel NO_MODEL = new LLModel(new LLMProvider("none", "none"), "none");

    private final AIAgent<Small, Small> agent;

    private Koog(AIAgent<Small, Small> agent) {
        this.agent = agent;
    }

    Small run() {
        return agent.run(Small.FIRST);
    }

    static Koog sequence(int nodes) {
        TypedGraphStrategyBuilder<Small, Small> graph = graph();
        AIAgentNodeBase<?, Small> last = graph.nodeStart;
        for (int i = 0; i < nodes; i++) {
            AIAgentNode<Small, Small> node = step("step-" + i);
            graph.edge(last, node);
            last = node;
        }
        graph.edge(last, graph.nodeFinish);
        return agent(graph);
    }

    static Koog loop(int rounds) {
        TypedGraphStrategyBuilder<Small, Small> graph = graph();
        AIAgentNode<Small, Small> node = step("step");
        graph.edge(graph.nodeStart, node);
        graph.edge(AIAgentEdge.builder()
                .from(node)
                .to(node)
                .onCondition(small -> small.count() < rounds)
                .build());
        graph.edge(AIAgentEdge.builder()
                .from(node)
                .to(graph.nodeFinish)
                .onCondition(small -> small.count() >= rounds)
                .build());
        return agent(graph);
    }

    private static TypedGraphStrategyBuilder<Small, Small> graph() {
        return AIAgentGraphStrategy.builder("graph").withInput(Small.class).withOutput(Small.class);
    }

    private static AIAgentNode<Small, Small> step(String name) {
        return AIAgentNode.builder(name)
                .withInput(Small.class)
                .<Small>withOutput(Small.class)
                .withAction((small, context) -> small.next())
                .build();
    }

    private static Koog agent(TypedGraphStrategyBuilder<Small, Small> graph) {
        return new Koog(AIAgent.builder()
                .promptExecutor(new MultiLLMPromptExecutor(Map.of()))
                .llmModel(NO_MODEL)
                .maxIterations(Integer.MAX_VALUE)
                .graphStrategy(graph.build())
                .build());
    }
}
