package dev.tandemwork.graph;

import java.util.concurrent.Callable;

/** What a script may use. */
public interface ScriptContext extends NodeContext {
    /**
     * Returns the result of {@code call}, which is called once and kept in the journal.
     *
     * @param name unique in this script
     * @param type of the result
     * @throws Exception what {@code call} threw
     */
    <T> T step(String name, Class<T> type, Callable<T> call) throws Exception;
}
