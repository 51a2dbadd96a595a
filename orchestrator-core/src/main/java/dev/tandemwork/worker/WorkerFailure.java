package dev.tandemwork.worker;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a worker has made nothing.
 *
 * @param kind a closed set
 * @param message what was expected, what was found, and the remedy
 * @param retryAt when it may work again, where that is known
 */
public record WorkerFailure(Kind kind, String message, Optional<Instant> retryAt) {
    /** Refuses a null. */
    public WorkerFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(retryAt, "retryAt");
    }

    /** The ways in which a worker fails. */
    public enum Kind {
        /** The agent's key is missing, wrong or expired. */
        AUTHENTICATION(false),
        /** The account's allowance is used up. */
        QUOTA(false),
        /** The provider limits calls. */
        RATE_LIMITED(true),
        /** The provider is overloaded or broken. */
        PROVIDER_UNAVAILABLE(true),
        /** The provider, or the repository, was not reached. */
        NETWORK(true),
        /** The conversation has outgrown the model. */
        CONTEXT_OVERFLOW(false),
        /** The agent was not allowed to use a tool, and may have done nothing. */
        PERMISSION_DENIED(false),
        /** The agent used up its turns. */
        TURN_LIMIT(false),
        /** The agent used up its money. */
        BUDGET(false),
        /** The agent reported a failure of its own. */
        AGENT_ERROR(false),
        /** The agent ended without a result. */
        NO_RESULT(true),
        /** The agent is not installed, or not in a version that is known. */
        AGENT_UNAVAILABLE(false),
        /** The attempt took too long. */
        TIMEOUT(false),
        /** The agent was silent for too long. */
        IDLE(true),
        /** Memory ran out. */
        OUT_OF_MEMORY(false),
        /** No more processes could be started. */
        OUT_OF_PROCESSES(false),
        /** The disk is full. */
        DISK_FULL(false),
        /** The repository could not be cloned, or the branch not be prepared. */
        WORKSPACE(false),
        /** The branch could not be pushed. */
        PUSH(true),
        /** It was cancelled. */
        CANCELLED(false),
        /** Nothing is known of it any more. */
        LOST(true);

        private final boolean mayPass;

        Kind(boolean mayPass) {
            this.mayPass = mayPass;
        }

        /** Returns whether another try, with nothing changed, may go better. */
        public boolean isTransient() {
            return mayPass;
        }
    }

    /** Returns a failure whose end is not known. */
    public static WorkerFailure of(Kind kind, String message) {
        return new WorkerFailure(kind, message, Optional.empty());
    }
}
