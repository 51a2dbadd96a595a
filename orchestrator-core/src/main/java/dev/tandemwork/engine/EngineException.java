package dev.tandemwork.engine;

import dev.tandemwork.TandemworkException;
import org.jspecify.annotations.Nullable;

/** Thrown when an engine or a run is used in a way that it can't follow: an unknown question, a pool that is missing. */
public final class EngineException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    private EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static EngineException of(String message) {
        return new EngineException(message, null);
    }

    static EngineException of(String message, Throwable cause) {
        return new EngineException(message, cause);
    }
}
