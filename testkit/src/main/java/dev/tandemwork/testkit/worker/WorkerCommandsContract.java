package dev.tandemwork.testkit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.task.Check;
import dev.tandemwork.task.Setup;
import dev.tandemwork.worker.CheckResult;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds an implementation to its contract that runs the commands of a task, on a clone, by {@code sh}. */
public abstract class WorkerCommandsContract extends WorkerRuntimeContract {
    /** Creates the contract for one test. */
    protected WorkerCommandsContract() {}

    @Test
    final void setup_isRun_inTheClone_beforeTheAgent() throws Exception {
        Setup setup = Setup.shell("git rev-parse --show-toplevel && test ! -e change && echo ready > made-by-setup");
        Check both = Check.shell("both", "cat made-by-setup change && git log -1 --format=%s -- made-by-setup");

        WorkerResult result = runtime()
                .start(spec(task("one", AgentBehaviour.CHANGE)
                        .setup(setup)
                        .check(both)
                        .build()))
                .await();

        assertThat(produced(result).checks())
                .singleElement()
                .matches(CheckResult::passed)
                .extracting(CheckResult::output)
                .asString()
                .startsWith("ready");
    }

    @Test
    final void setup_thatFails_failsTheAttempt_withWhatItHasSaid() throws Exception {
        Setup setup = Setup.shell("echo no such tool >&2; exit 7");

        WorkerResult result = runtime()
                .start(spec(task("one", AgentBehaviour.CHANGE).setup(setup).build()))
                .await();

        assertThat(kind(result)).isEqualTo(Kind.WORKSPACE);
        assertThat(((WorkerResult.Failed) result).failure().message()).contains("setup", "no such tool");
    }

    @Test
    final void setup_thatTakesTooLong_isEnded() throws Exception {
        Setup setup = new Setup(List.of("sh", "-c", "echo begun; sleep 300"), Duration.ofSeconds(1));

        WorkerResult result = runtime()
                .start(spec(task("one", AgentBehaviour.CHANGE).setup(setup).build()))
                .await();

        assertThat(kind(result)).isEqualTo(Kind.TIMEOUT);
        assertThat(((WorkerResult.Failed) result).failure().message()).contains("setup");
    }
}
