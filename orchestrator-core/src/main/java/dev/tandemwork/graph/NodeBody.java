package dev.tandemwork.graph;

/**
 * What a node does. It may block, and should end soon after its thread is interrupted.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
@FunctionalInterface
public interface NodeBody<I, O> {
    /**
     * Does the node's work. It may be called again for the same input, after a failure or a crash.
     *
     * @return never null
     * @throws Exception if it fails; see {@link Retry}
     */
    O apply(I input, NodeContext context) throws Exception;
}
