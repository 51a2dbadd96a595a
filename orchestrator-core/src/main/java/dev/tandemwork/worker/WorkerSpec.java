package dev.tandemwork.worker;

import java.util.Map;
import java.util.Set;

/**
 * A worker to be started. A value: it can be stored, and sent to another machine.
 *
 * @param id its name; starting a name twice is starting it once
 * @param attempt what it works on
 * @param environment variables of the agent, none of them a secret
 * @param secrets names of the secrets that the agent may use; the runtime knows where they are kept
 */
public record WorkerSpec(WorkerId id, Attempt attempt, Map<String, String> environment, Set<String> secrets) {
    /** Copies the collections. */
    public WorkerSpec {
        environment = Map.copyOf(environment);
        secrets = Set.copyOf(secrets);
    }

    /** Returns a worker without variables or secrets of its own. */
    public static WorkerSpec of(WorkerId id, Attempt attempt) {
        return new WorkerSpec(id, attempt, Map.of(), Set.of());
    }
}
