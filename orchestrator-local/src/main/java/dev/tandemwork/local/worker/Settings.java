package dev.tandemwork.local.worker;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.local.process.ControlGroups;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a runtime was built with.
 *
 * @param root where the workers are kept
 * @param maxWorkers how many may run at once
 * @param agents that a task can name
 * @param secrets finds the value of a secret
 * @param inherited this program's own environment, of which a worker gets a little
 * @param grace the time between asking processes to end and killing them
 * @param linger the time an agent has to end after it has said that it is done
 * @param transcriptBytes the largest transcript that is kept of a worker
 * @param groups where control groups may be made
 */
record Settings(
        WorkerRoot root,
        int maxWorkers,
        Agents agents,
        Function<String, Optional<String>> secrets,
        Map<String, String> inherited,
        Duration grace,
        Duration linger,
        long transcriptBytes,
        ControlGroups groups) {
    Settings {
        inherited = Map.copyOf(inherited);
    }
}
