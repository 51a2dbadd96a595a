package dev.tandemwork.sysbox;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.testkit.worker.AgentBehaviour;
import dev.tandemwork.testkit.worker.WorkerCommandsContract;
import dev.tandemwork.worker.WorkerRuntime;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

@RealDocker
final class SysboxWorkerRuntimeContractTest extends WorkerCommandsContract {
    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

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
