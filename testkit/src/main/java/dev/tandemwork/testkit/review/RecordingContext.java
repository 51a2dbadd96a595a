package dev.tandemwork.testkit.review;

import dev.tandemwork.review.ReviewContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A {@link ReviewContext} that keeps what was logged, and can be cancelled. */
public final class RecordingContext implements ReviewContext {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    private RecordingContext() {}

    /** Returns a context of a review that is wanted. */
    public static RecordingContext create() {
        return new RecordingContext();
    }

    /** Tells the reviewer that the review is not wanted any more. */
    public void cancel() {
        cancelled = true;
    }

    /** Returns what was logged so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
