package dev.tandemwork.review;

/** What a reviewer may use while it judges. */
public interface ReviewContext {
    /** Shows a line of progress, which also tells that the reviewer is alive. */
    void log(String line);

    /** Returns whether the review has been cancelled; its thread is interrupted then too. */
    boolean isCancelled();
}
