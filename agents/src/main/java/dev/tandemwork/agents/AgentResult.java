package dev.tandemwork.agents;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerFailure;
import java.util.Optional;
import java.util.function.Function;

/** How a run of an agent ended. */
public sealed interface AgentResult {
    /** Returns the result of the function that fits. */
    <T> T fold(Function<Finished, ? extends T> finished, Function<Failed, ? extends T> failed);

    /** Returns the session, as far as it is known. */
    Optional<SessionId> session();

    /** Returns what this run used, and no run before it. */
    Usage usage();

    /**
     * The agent said that it is done.
     *
     * @param summary its last words
     * @param session the session, to go on with
     * @param usage what this run used
     */
    record Finished(String summary, Optional<SessionId> session, Usage usage) implements AgentResult {
        @Override
        public <T> T fold(Function<Finished, ? extends T> finished, Function<Failed, ? extends T> failed) {
            return finished.apply(this);
        }
    }

    /**
     * The agent did not get done.
     *
     * @param failure why
     * @param session the session, as far as it went
     * @param usage what this run used
     */
    record Failed(WorkerFailure failure, Optional<SessionId> session, Usage usage) implements AgentResult {
        @Override
        public <T> T fold(Function<Finished, ? extends T> finished, Function<Failed, ? extends T> failed) {
            return failed.apply(this);
        }
    }
}
