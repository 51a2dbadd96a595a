package dev.tandemwork.testkit.github.internal.route;

import dev.tandemwork.testkit.github.internal.wire.Answer;

/** Answers requests of one kind, holding the lock of the host. */
@FunctionalInterface
public interface Endpoint {
    /** Returns the answer, or throws a {@link dev.tandemwork.testkit.github.internal.wire.Problem}. */
    Answer answer(Ask ask);
}
