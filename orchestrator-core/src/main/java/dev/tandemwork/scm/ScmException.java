package dev.tandemwork.scm;

import dev.tandemwork.TandemworkException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown by a {@link ScmClient}. Its {@link Kind} says what happened and whether to try again. */
public final class ScmException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and what a caller may do about it. */
    public enum Kind {
        /** The credential is missing, wrong or expired. */
        AUTHENTICATION,
        /** The credential may not do this. */
        PERMISSION,
        /** There is no such thing, or the credential may not see it. */
        NOT_FOUND,
        /** The host refuses the request as it is. */
        INVALID,
        /** The host limits calls; see {@link #retryAt()}. */
        RATE_LIMITED,
        /** It may work when tried again. */
        TRANSIENT,
        /** A write may have happened or not; making it again tells, because every write of a client is idempotent. */
        AMBIGUOUS
    }

    private final Kind kind;
    private final transient Optional<Instant> retryAt;

    private ScmException(Kind kind, String message, Optional<Instant> retryAt, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    /** Returns an exception of {@code kind}; the message names the subject, what was found, and the remedy. */
    public static ScmException of(Kind kind, String message, @Nullable Throwable cause) {
        return new ScmException(kind, message, Optional.empty(), cause);
    }

    /** Returns an exception for a host that allows no call before {@code retryAt}. */
    public static ScmException rateLimited(String message, Instant retryAt) {
        return new ScmException(Kind.RATE_LIMITED, message, Optional.of(retryAt), null);
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns when calls are allowed again, where the host said so. */
    @Override
    public Optional<Instant> retryAt() {
        return retryAt;
    }

    @Override
    public boolean isTransient() {
        return kind == Kind.TRANSIENT || kind == Kind.RATE_LIMITED || kind == Kind.AMBIGUOUS;
    }
}
