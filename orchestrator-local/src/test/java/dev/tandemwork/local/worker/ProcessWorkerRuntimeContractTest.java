package dev.tandemwork.local.worker;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.testkit.worker.AgentBehaviour;
import dev.tandemwork.testkit.worker.WorkerCommandsContract;
import dev.tandemwork.worker.WorkerRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

final class ProcessWorkerRuntimeContractTest extends WorkerCommandsContract {
    @TempDir
    Path folder;

    @Override
    protected WorkerRuntime open() {
        return ProcessWorkerRuntime.builder()
                .root(folder.resolve("workers"))
                .maxWorkers(2)
                .agents(Agents.standard().with(new ScriptAgent()))
                .grace(Duration.ofMillis(200))
                .build();
    }

    @Override
    protected String repository() throws IOException {
        if (!Files.exists(folder.resolve("repository.git"))) {
            Repository.create(folder);
        }
        return folder.resolve("repository.git").toString();
    }

    @Override
    protected AgentSpec agent(AgentBehaviour behaviour) {
        return AgentSpec.command(List.of(
                "sh",
                "-c",
                switch (behaviour) {
                    case CHANGE -> "echo working; echo $$ >> change; date +%N >> change; echo RESULT changed";
                    case NOTHING -> "echo RESULT nothing to do";
                    case FAIL -> "echo broken >&2; exit 3";
                    case HANG -> "trap '' TERM; while :; do sleep 300; done";
                }));
    }
}
