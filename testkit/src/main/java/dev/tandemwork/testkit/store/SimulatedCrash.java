package dev.tandemwork.testkit.store;

/**
 * Thrown where a process would have died. It is an error, so that no handler of exceptions takes it for a failure that it
 * may deal with.
 */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message);
    }
}
