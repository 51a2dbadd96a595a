package dev.tandemwork.review.llm.change;

import dev.tandemwork.TandemworkException;

/** Thrown where git's output is not what it should be, or one part of it contradicts another. */
final class UnreadableDiffException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    UnreadableDiffException(String message) {
        super(message, null);
    }
}
