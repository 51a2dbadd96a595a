package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import java.util.List;
import java.util.Optional;

/** How one CLI tells what it does, in JSON objects of a line each. Has the state of one run. */
interface Dialect {
    /** Reads an object; empty if it is of a kind that is not known. */
    Optional<List<WorkerEvent>> accept(JsonNode message);

    /** Returns how the run ended, once the CLI has said so. */
    Optional<Ending> ending();

    /** Returns {@code told} with what the exit code adds to it; nothing, for most. */
    default Ending settle(Ending told, int exitCode) {
        return told;
    }

    /** Returns why the process ended, as it never said how the run did. */
    WorkerFailure withoutResult(int exitCode, String errorTail);

    Optional<SessionId> session();

    /** Returns what this run used so far, and no run before it. */
    Usage usage();
}
