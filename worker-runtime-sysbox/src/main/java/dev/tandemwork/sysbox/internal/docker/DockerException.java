package dev.tandemwork.sysbox.internal.docker;

import org.jspecify.annotations.Nullable;

/** Thrown when an engine did not do what it was asked to. */
public final class DockerException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    private DockerException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What went wrong. */
    public enum Kind {
        /** There is no engine there. */
        UNREACHABLE,
        /** This user may not talk to it. */
        PERMISSION,
        /** It did not answer in time; what it has done is not known. */
        TIMEOUT,
        /** What was named is not there. */
        NOT_FOUND,
        /** The name is taken, or the state does not allow it. */
        CONFLICT,
        /** The disk is full. */
        DISK_FULL,
        /** It answered that it won't or can't. */
        REFUSED
    }

    /** Returns an exception of {@code kind}. */
    public static DockerException of(Kind kind, String message) {
        return new DockerException(kind, message, null);
    }

    /** Returns an exception of {@code kind}, brought about by {@code cause}. */
    public static DockerException of(Kind kind, String message, Throwable cause) {
        return new DockerException(kind, message, cause);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }
}
