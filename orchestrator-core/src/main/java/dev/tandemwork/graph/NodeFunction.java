package dev.tandemwork.graph;

/**
 * What a node does, when it needs nothing but its input.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
@FunctionalInterface
public interface NodeFunction<I, O> {
    /**
     * Does the node's work.
     *
     * @return never null
     * @throws Exception if it fails; see {@link Retry}
     */
    O apply(I input) throws Exception;
}
