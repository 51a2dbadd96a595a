package dev.tandemwork.agents;

import dev.tandemwork.worker.WorkerEvent;
import java.util.List;

/**
 * Reads one run of a CLI, line by line. Not safe for use by several threads at once.
 *
 * <p>A line that can't be parsed is an event, never an error. The run is done when its result line was read, whatever the
 * process does after that.
 */
public interface AgentStream {
    /** Reads a line of standard output and returns what it tells. */
    List<WorkerEvent> accept(String line);

    /** Returns whether the result line was read, so that the process has no more to say. */
    boolean isDone();

    /**
     * Returns how the run ended.
     *
     * @param exitCode the exit code of the process, 128 + n for signal n
     * @param errorTail the end of what it wrote to standard error
     */
    AgentResult end(int exitCode, String errorTail);
}
