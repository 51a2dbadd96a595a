package dev.tandemwork.delivery;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeContext;
import dev.tandemwork.worker.WorkerRuntime;

/** The node {@code tidy}: removes the workers of a task that has ended. */
public final class TidyNode {
    private final WorkerRuntime runtime;

    private TidyNode(WorkerRuntime runtime) {
        this.runtime = runtime;
    }

    /** Returns the node. It gives back what it is given. */
    public static Node<Turn, Turn> of(WorkerRuntime runtime) {
        TidyNode node = new TidyNode(Delivery.guarded(runtime));
        return Graph.node("tidy", Turn.class, Turn.class, node::tidy).timeout(Delivery.CALL_LIMIT);
    }

    private Turn tidy(Turn turn, NodeContext context) {
        String task = taskOf(turn);
        runtime.workers().stream()
                .filter(worker -> WorkerNames.isOf(context.run(), task, worker))
                .forEach(runtime::remove);
        return turn;
    }

    private static String taskOf(Turn turn) {
        return turn instanceof Turn.Landed landed ? landed.task() : ((Turn.GivenUp) turn).task();
    }
}
