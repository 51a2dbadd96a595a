package dev.tandemwork.sysbox.internal.warm;

/**
 * Tells whether a warm worker still is what it was. Called by who claims it, so it has to be quick, and to have a deadline.
 *
 * @param <W> what a worker is
 */
@FunctionalInterface
public interface Probe<W> {
    /** Returns whether {@code worker} can be given a task; if this throws, it can't. */
    boolean isHealthy(W worker) throws Exception;
}
