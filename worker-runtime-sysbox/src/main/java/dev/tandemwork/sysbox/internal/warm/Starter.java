package dev.tandemwork.sysbox.internal.warm;

/**
 * Starts workers without a task, and removes them. Called by many threads, and never under a lock.
 *
 * @param <W> what a worker is
 */
public interface Starter<W> {
    /**
     * Returns a worker that is ready for a task. If this throws, nothing is left of it.
     *
     * @param name of its share of the host; unique in a pool, not across pools
     */
    W start(String name, WarmRecipe recipe) throws Exception;

    /** Removes {@code worker}, whatever state it is in. If this throws it is called again later. */
    void discard(W worker) throws Exception;
}
