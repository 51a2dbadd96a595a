package dev.tandemwork.worker;

import dev.tandemwork.TandemworkException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when a runtime can't start, find or remove a worker, or when a worker has failed. */
public final class WorkerException extends TandemworkException {
    private static final long serialVersionUID = 1L;
    private final transient WorkerFailure failure;

    private WorkerException(WorkerFailure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** Returns an exception for {@code failure}. */
    public static WorkerException of(WorkerFailure failure) {
        return new WorkerException(failure, null);
    }

    /** Returns an exception for {@code failure}, brought about by {@code cause}. */
    public static WorkerException of(WorkerFailure failure, Throwable cause) {
        return new WorkerException(failure, cause);
    }

    /** Returns why. */
    public WorkerFailure failure() {
        return failure;
    }

    @Override
    public boolean isTransient() {
        return failure.kind().isTransient();
    }

    @Override
    public Optional<Instant> retryAt() {
        return failure.retryAt();
    }
}
