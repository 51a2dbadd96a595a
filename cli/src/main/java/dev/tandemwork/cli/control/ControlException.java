package dev.tandemwork.cli.control;

import dev.tandemwork.TandemworkException;
import org.jspecify.annotations.Nullable;

/** Thrown when a run's process does not do what it was asked, or can't be talked to. */
public final class ControlException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    private ControlException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static ControlException refused(String message) {
        return new ControlException(message, null);
    }

    static ControlException broken(String message, Throwable cause) {
        return new ControlException(message, cause);
    }
}
