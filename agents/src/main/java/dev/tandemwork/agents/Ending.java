package dev.tandemwork.agents;

import dev.tandemwork.agents.AgentResult.Failed;
import dev.tandemwork.agents.AgentResult.Finished;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerFailure;
import java.util.Optional;

/** What a CLI said about its own end: its last words, or why it failed. */
record Ending(String summary, Optional<WorkerFailure> failure) {
    static Ending done(String summary) {
        return new Ending(summary, Optional.empty());
    }

    static Ending failed(WorkerFailure failure) {
        return new Ending("", Optional.of(failure));
    }

    AgentResult result(Optional<SessionId> session, Usage usage) {
        return failure.<AgentResult>map(why -> new Failed(why, session, usage))
                .orElseGet(() -> new Finished(summary, session, usage));
    }
}
