package dev.tandemwork.worker;

import dev.tandemwork.budget.Usage;

/** What a worker tells while it works. Every event counts as a sign of life. */
public sealed interface WorkerEvent {
    /**
     * The worker has begun another part of its work.
     *
     * @param phase a word: {@code clone}, {@code agent}, {@code checks}, {@code push}
     */
    record Phase(String phase) implements WorkerEvent {}

    /**
     * A line of output, of the agent or of a check.
     *
     * @param text without its line end; control characters are made visible
     */
    record Line(String text) implements WorkerEvent {}

    /**
     * The agent said something.
     *
     * @param text what it said
     */
    record Said(String text) implements WorkerEvent {}

    /**
     * The agent used a tool.
     *
     * @param tool its name
     * @param detail what for, in a line
     */
    record UsedTool(String tool, String detail) implements WorkerEvent {}

    /**
     * What the attempt has used so far.
     *
     * @param total since the attempt began
     */
    record Spent(Usage total) implements WorkerEvent {}

    /**
     * Output was dropped, because it came faster than it could be passed on or was too long.
     *
     * @param bytes how much
     */
    record Dropped(long bytes) implements WorkerEvent {}
}
