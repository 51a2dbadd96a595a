package dev.tandemwork.testkit.github.internal.state;

import java.time.Instant;
import java.util.Optional;

/** A merge that was asked for and is done later. Guarded by the lock of its repository. */
public final class MergeRequest {
    private final String uuid;
    private final int pull;
    private final MergeOrder order;
    private final String action;
    private final Instant asked;
    private Status status = Status.PENDING;
    private String message = "Merge request is in progress.";
    private Optional<String> sha = Optional.empty();
    private int looksLeft;

    MergeRequest(String uuid, int pull, MergeOrder order, String action, Timed timed) {
        this.uuid = uuid;
        this.pull = pull;
        this.order = order;
        this.action = action;
        this.asked = timed.asked();
        this.looksLeft = timed.looks();
    }

    /** Returns its name. */
    public String uuid() {
        return uuid;
    }

    /** Returns which pull request it is about. */
    public int pull() {
        return pull;
    }

    /** Returns what was asked for. */
    public MergeOrder order() {
        return order;
    }

    /** Returns {@code default}, {@code direct_merge} or {@code merge_queue}. */
    public String action() {
        return action;
    }

    /** Returns how far it is. */
    public Status status() {
        return status;
    }

    /** Returns the same in words. */
    public String message() {
        return message;
    }

    /** Returns the commit that it made. */
    public Optional<String> sha() {
        return sha;
    }

    Instant asked() {
        return asked;
    }

    boolean isDueAfterALook() {
        return status == Status.PENDING && --looksLeft < 0;
    }

    void end(Status become, String words, Optional<String> commit) {
        status = become;
        message = words;
        sha = commit;
    }

    /** How far a merge is. */
    public enum Status {
        /** Not begun. */
        PENDING,
        /** In the merge queue. */
        ENQUEUED,
        /** Done. */
        MERGED,
        /** Refused. */
        FAILED
    }

    record Timed(Instant asked, int looks) {}
}
