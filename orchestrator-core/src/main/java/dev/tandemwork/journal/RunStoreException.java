package dev.tandemwork.journal;

import dev.tandemwork.TandemworkException;
import org.jspecify.annotations.Nullable;

/** Thrown by a {@link RunStore}. Its {@link Kind} says what happened. */
public final class RunStoreException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** There is a run of that name already. */
        EXISTS,
        /** There is no such run, or no such payload. */
        NOT_FOUND,
        /** Another process, or another object of this one, is writing the run. */
        LOCKED,
        /** Another writer has taken the place over; nothing more may be written from here. */
        FENCED,
        /** A record or a payload is not as it was written. */
        CORRUPT,
        /** A later version of this library wrote the run. */
        NEWER,
        /** The disk, or a quota on it, is full. */
        FULL,
        /** The store can't be read or written. */
        IO
    }

    private final Kind kind;

    private RunStoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns an exception of {@code kind}; the message names the subject, what was found, and the remedy. */
    public static RunStoreException of(Kind kind, String message, @Nullable Throwable cause) {
        return new RunStoreException(kind, message, cause);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }
}
