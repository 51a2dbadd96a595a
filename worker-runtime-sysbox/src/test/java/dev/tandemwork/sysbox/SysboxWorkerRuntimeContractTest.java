package dev.tandemwork.sysbox;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.testkit.worker.AgentBehaviour;
import dev.tandemwork.testkit.worker.WorkerRuntimeContract;
import dev.tandemwork.worker.WorkerRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@RealDocker
final class SysboxWorkerRuntimeContractTest extends WorkerRuntimeContract {
    @TempDir
    Path folder;

    private Neighbourhood around;

    @BeforeEach
    void moveIn() {
        around = Neighbourhood.in(folder);
    }

    @AfterEach
    void moveOut() throws IOException {
        around.close();
    }

    @Override
    protected WorkerRuntime open() {
        return around.runtime().maxWorkers(2).build();
    }

    @Override
    protected String repository() {
        return around.repositoryUrl();
    }

    @Override
    protected AgentSpec agent(AgentBehaviour behaviour) {
        return AgentSpec.command(List.of(
                "sh",
                "-c",
                switch (behaviour) {
                    case CHANGE -> "echo working; echo $$ >> change; date +%N >> change";
                    case NOTHING -> "echo nothing to do";
                    case FAIL -> "echo broken >&2; exit 3";
                    case HANG -> "trap '' TERM; while :; do sleep 300; done";
                }));
    }
}
