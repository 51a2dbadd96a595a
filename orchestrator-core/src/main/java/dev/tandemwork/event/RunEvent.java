package dev.tandemwork.event;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.graph.NodePath;
import java.time.Instant;

/** Something that happens in a run. What is {@link Recorded} can be had again, by its sequence; the rest is only shown. */
public sealed interface RunEvent {
    /** Returns what it is about; the root for the run as a whole. */
    NodePath path();

    /**
     * A fact that is in the journal by now.
     *
     * @param sequence its place in the journal, from 0
     * @param entry the fact
     */
    record Recorded(long sequence, JournalEntry entry) implements RunEvent {
        @Override
        public NodePath path() {
            return entry.path();
        }
    }

    /**
     * An attempt of a node begins.
     *
     * @param attempt which, from 1
     */
    record NodeStarted(NodePath path, int attempt) implements RunEvent {}

    /**
     * A node waits, before it begins or for something outside of it. Whatever else it tells ends the wait.
     *
     * @param reason for what, as the end of a sentence: {@code for a slot of workers}
     * @param since when the wait began
     */
    record Waiting(NodePath path, String reason, Instant since) implements RunEvent {}

    /**
     * A node says something.
     *
     * @param text a line
     */
    record Line(NodePath path, String text) implements RunEvent {}

    /**
     * A body has spent something.
     *
     * @param total what its attempt has spent by now
     */
    record Spent(NodePath path, Usage total) implements RunEvent {}

    /**
     * A body has not ended in its grace, and was left behind with its thread. Whatever it returns is not used.
     *
     * @param thread the thread's name
     */
    record Abandoned(NodePath path, String thread) implements RunEvent {}

    /**
     * A branch has ended.
     *
     * @param status a word: {@code completed}, {@code failed}, {@code cancelled}, {@code skipped}
     */
    record BranchEnded(NodePath path, String status) implements RunEvent {}

    /**
     * This subscriber was too slow, and has lost events; none of them {@link Recorded}.
     *
     * @param count how many
     */
    record Dropped(long count) implements RunEvent {
        @Override
        public NodePath path() {
            return NodePath.root();
        }
    }
}
