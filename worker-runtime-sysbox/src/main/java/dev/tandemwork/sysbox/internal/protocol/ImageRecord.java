package dev.tandemwork.sysbox.internal.protocol;

import dev.tandemwork.worker.WorkerFailure;
import java.time.Duration;
import java.util.Optional;

/** What a worker's container tells, a line each. */
public sealed interface ImageRecord {
    /** Returns its number, from 1, without gaps in one start of a container. */
    long sequence();

    /**
     * The inner engine is ready.
     *
     * @param sequence its number
     * @param engine its version
     * @param took since the start
     */
    record Ready(long sequence, String engine, Duration took) implements ImageRecord {}

    /**
     * A claim was taken.
     *
     * @param sequence its number
     * @param worker who has claimed
     */
    record Claimed(long sequence, String worker) implements ImageRecord {}

    /**
     * Another part of the work has begun.
     *
     * @param sequence its number
     * @param phase a word
     */
    record Phase(long sequence, String phase) implements ImageRecord {}

    /**
     * Something was printed.
     *
     * @param sequence its number
     * @param from by whom
     * @param text a line, or a part of one
     * @param more whether the line goes on in the next record of the same source
     */
    record Output(long sequence, String from, String text, boolean more) implements ImageRecord {}

    /**
     * A line was too long.
     *
     * @param sequence its number
     * @param from by whom
     * @param bytes how much is missing
     */
    record Dropped(long sequence, String from, long bytes) implements ImageRecord {}

    /**
     * The agent has ended, and a verdict is awaited.
     *
     * @param sequence its number
     * @param code its exit code
     * @param outOfMemory whether a process was killed for its memory
     * @param timedOut whether its time was over
     */
    record AgentExit(long sequence, int code, boolean outOfMemory, boolean timedOut) implements ImageRecord {}

    /**
     * A check has ended.
     *
     * @param sequence its number
     * @param name of the check
     * @param passed whether it ended with 0
     * @param took how long it ran
     * @param output the end of what it printed
     */
    record CheckDone(long sequence, String name, boolean passed, Duration took, String output) implements ImageRecord {}

    /**
     * A pull request was opened, or found.
     *
     * @param sequence its number
     * @param url where it is
     */
    record PullRequestOpened(long sequence, String url) implements ImageRecord {}

    /**
     * The attempt has ended with a commit that is pushed.
     *
     * @param sequence its number
     * @param base the commit that it builds on
     * @param head the commit
     */
    record Produced(long sequence, String base, String head) implements ImageRecord {}

    /**
     * The attempt has ended, and the branch is where it was.
     *
     * @param sequence its number
     */
    record Unchanged(long sequence) implements ImageRecord {}

    /**
     * The attempt has failed.
     *
     * @param sequence its number
     * @param kind in which way; empty if the verdict was that it does not count
     * @param message what was found, and the remedy
     */
    record Failed(long sequence, Optional<WorkerFailure.Kind> kind, String message) implements ImageRecord {}

    /**
     * A record of a kind that is not known.
     *
     * @param sequence its number
     * @param type of the record
     */
    record Unknown(long sequence, String type) implements ImageRecord {}
}
