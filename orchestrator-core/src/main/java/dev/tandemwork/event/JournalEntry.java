package dev.tandemwork.event;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fact of a run that is kept. The journal is these, in order, and a run can be gone on with from them alone. */
public sealed interface JournalEntry {
    /** Returns when it was written. */
    Instant at();

    /** Returns what it is about; the root for the run as a whole. */
    NodePath path();

    /**
     * The run has begun.
     *
     * @param graph a fingerprint of the graph's structure
     * @param input what the run was given
     * @param origin the run that this one was forked from
     */
    record RunStarted(Instant at, String graph, Payload input, Optional<Origin> origin) implements JournalEntry {
        @Override
        public NodePath path() {
            return NodePath.root();
        }
    }

    /**
     * Where a forked run comes from.
     *
     * @param run the run that it goes on from
     * @param path what is done anew, with all that follows from it
     */
    record Origin(String run, NodePath path) {}

    /**
     * A node has a result. It is never done again.
     *
     * @param inputHash of what it was given
     * @param result what it returned
     * @param usage what its last attempt used
     * @param attempt which attempt succeeded, from 1
     * @param took how long that attempt ran
     * @param notes the lines that its body asked to keep
     */
    record NodeCompleted(
            Instant at,
            NodePath path,
            long inputHash,
            Payload result,
            Usage usage,
            int attempt,
            Duration took,
            List<String> notes)
            implements JournalEntry {}

    /**
     * An attempt of a node failed, and another one follows.
     *
     * @param attempt which, from 1
     * @param failure why
     * @param usage what it used
     */
    record AttemptFailed(Instant at, NodePath path, int attempt, Failure failure, Usage usage)
            implements JournalEntry {}

    /**
     * A node has failed for good.
     *
     * @param inputHash of what it was given
     * @param attempt which attempt was the last, from 1
     * @param failure why
     * @param usage what the last attempt used
     */
    record NodeFailed(Instant at, NodePath path, long inputHash, int attempt, Failure failure, Usage usage)
            implements JournalEntry {}

    /**
     * A node is about to do something to the outside world.
     *
     * @param key which effect of the node
     */
    record EffectIntended(Instant at, NodePath path, String key) implements JournalEntry {}

    /**
     * It is done.
     *
     * @param key which effect of the node
     * @param result what came of it
     */
    record EffectCompleted(Instant at, NodePath path, String key, Payload result) implements JournalEntry {}

    /**
     * Branches were opened; {@code path} is that of the step, in its scope.
     *
     * @param keys of the items, in order
     * @param after which branches must have completed before, for those that depend on any
     */
    record BranchesOpened(Instant at, NodePath path, List<String> keys, Map<String, List<String>> after)
            implements JournalEntry {}

    /**
     * A branch was taken by a join that depends on the order of arrival.
     *
     * @param key of its item
     */
    record BranchArrived(Instant at, NodePath path, String key) implements JournalEntry {}

    /**
     * A person is asked.
     *
     * @param prompt the sentence to show
     * @param question what it is about
     */
    record Asked(Instant at, NodePath path, String prompt, Payload question) implements JournalEntry {}

    /**
     * A person has answered.
     *
     * @param answer what
     * @param by who
     */
    record Answered(Instant at, NodePath path, Payload answer, String by) implements JournalEntry {}

    /**
     * It was asked that a run, a branch or a node be cancelled.
     *
     * @param reason why
     */
    record Cancelled(Instant at, NodePath path, String reason) implements JournalEntry {}

    /**
     * A branch has ended because it, or what it was at, was cancelled. It is not begun again.
     *
     * @param reason why
     */
    record BranchCancelled(Instant at, NodePath path, String reason) implements JournalEntry {}

    /** The run has ended with a result, which follows from what its nodes have returned. */
    record RunCompleted(Instant at) implements JournalEntry {
        @Override
        public NodePath path() {
            return NodePath.root();
        }
    }

    /**
     * The run has failed.
     *
     * @param failure why
     */
    record RunFailed(Instant at, Failure failure) implements JournalEntry {
        @Override
        public NodePath path() {
            return NodePath.root();
        }
    }
}
