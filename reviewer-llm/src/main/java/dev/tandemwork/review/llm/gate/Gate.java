package dev.tandemwork.review.llm.gate;

import java.util.List;

/**
 * A deterministic check of a change. A {@link GateReviewer} makes a reviewer of several.
 *
 * <p>Implementations <em>must</em> be safe for use by many threads, and return the same for the same change.
 */
@FunctionalInterface
public interface Gate {
    /** Returns what is to be said of the change; nothing when all is well. */
    List<Remark> check(Examined change);
}
