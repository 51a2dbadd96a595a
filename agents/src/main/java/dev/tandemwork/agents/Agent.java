package dev.tandemwork.agents;

import java.util.List;

/**
 * Knows one coding CLI. A value without state: it says how to start the CLI and how to read it, and starts nothing.
 *
 * <p>A worker runtime runs the {@link Invocation} with standard input from {@code /dev/null}, a home folder of its own and
 * the clone as working directory, hands every line of standard output to the {@link AgentStream}, and asks it for the
 * result at the end.
 */
public interface Agent {
    /** Returns the name that {@link dev.tandemwork.task.AgentSpec#name()} selects it by. */
    String name();

    /** Returns how to start the CLI for {@code assignment}: a new session, or a known one that goes on. */
    Invocation invoke(Assignment assignment);

    /** Returns a reader of one run's output, for the invocation that {@code assignment} has led to. */
    AgentStream read(Assignment assignment);

    /**
     * Returns the folders below its home that hold its conversations, by relative path. A runtime may put what is in them into
     * the same place of another home, with the clone at the same path, and have a session go on there. Files that are no
     * text do not come along. The default is none: in another home each session is a new one.
     */
    default List<String> conversationFolders() {
        return List.of();
    }
}
