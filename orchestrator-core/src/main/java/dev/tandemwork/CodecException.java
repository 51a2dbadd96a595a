package dev.tandemwork;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a type can't be stored, or when a value and its stored form do not fit.
 *
 * <p>The message names the place: of a type, the components that lead to the offending one; of a value, its path in the
 * JSON.
 */
public final class CodecException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    private CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns an exception whose message names the place, what was found, and what was expected. */
    public static CodecException of(String message, @Nullable Throwable cause) {
        return new CodecException(message, cause);
    }
}
