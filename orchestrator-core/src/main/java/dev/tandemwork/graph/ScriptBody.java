package dev.tandemwork.graph;

/**
 * What a script does: plain code that records its own steps.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
@FunctionalInterface
public interface ScriptBody<I, O> {
    /**
     * Runs the script. After a crash it is called again, and the steps that had completed answer at once; so what it does
     * between its steps must depend on its input and on their results alone.
     *
     * @return never null
     * @throws Exception if it fails
     */
    O apply(I input, ScriptContext context) throws Exception;
}
