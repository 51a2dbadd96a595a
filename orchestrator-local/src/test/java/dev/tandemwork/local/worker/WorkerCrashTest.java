package dev.tandemwork.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.local.process.ControlGroup;
import dev.tandemwork.local.process.ControlGroups;
import dev.tandemwork.local.process.Grace;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.local.process.ProcessTree;
import dev.tandemwork.local.process.RootProcess;
import dev.tandemwork.local.process.Scripts;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
final class WorkerCrashTest {
    private static final WorkerId ID = new WorkerId("one-1");

    @TempDir
    Path folder;

    @Test
    void attempt_isDoneAgain_afterItsAgentIsGone() throws Exception {
        Repository repository = Repository.create(folder);
        OtherProgram other = OtherProgram.start(folder, onceHangsThenWorks());
        Scripts.await(() -> Files.exists(folder.resolve("hangs")));
        other.kill();
        assertThat(Bench.processes(folder, "one-1")).isGreaterThan(1);

        try (ProcessWorkerRuntime runtime = Bench.builder(folder).build()) {
            WorkerResult result = runtime.adopt(ID).orElseThrow().await();

            assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        }
        assertThat(repository.inBare("ls-tree", "--name-only", "agent/one")).isEqualTo("README\na");
        assertThat(folder.resolve("two-agents")).doesNotExist();
        assertThat(Bench.processes(folder, "one-1")).isZero();
    }

    private String onceHangsThenWorks() {
        String daemon =
                "(setsid sh -c 'trap \"\" TERM; echo $$ > " + folder + "/daemon; while :; do sleep 300; done' &)";
        return "if [ -f " + folder + "/daemon ]; then tr -d '\\0' < /proc/$(cat " + folder
                + "/daemon)/cmdline 2>/dev/null | grep -q . && touch " + folder
                + "/two-agents; test -f $HOME/old && exit 1; echo a > a; echo RESULT; exit; fi; echo dirty > dirty; touch $HOME/old; "
                + daemon + "; while [ ! -s " + folder + "/daemon ]; do sleep 0.01; done; touch " + folder
                + "/hangs; sleep 300";
    }

    @ParameterizedTest
    @ValueSource(strings = {"PHASE agent", "PHASE checks", "PHASE push", "COMPLETE"})
    void attempt_isDoneOnce_whereverItsProgramWasKilled(String instant) throws Exception {
        Repository repository = Repository.create(folder);
        OtherProgram other = OtherProgram.start(folder, "echo a > a; sleep 0.1; echo RESULT");
        other.awaitLine(instant);
        other.kill();

        try (ProcessWorkerRuntime runtime = Bench.builder(folder).build()) {
            WorkerResult.Produced made =
                    Bench.produced(runtime.adopt(ID).orElseThrow().await());

            assertThat(made.change().head().hex()).isEqualTo(repository.inBare("rev-parse", "agent/one"));
            assertThat(repository.inBare("rev-list", "--count", "main..agent/one"))
                    .isEqualTo("1");
            runtime.remove(ID);
        }
        assertThat(Bench.processes(folder, "one-1")).isZero();
        assertThat(folder.resolve("workers/one-1")).doesNotExist();
    }

    @Test
    void orphans_areEndedAtOnce_alsoWhenThereIsNoPlace() throws Exception {
        Repository repository = Repository.create(folder);
        OtherProgram other = OtherProgram.start(folder, "sleep 300");
        other.awaitLine("PHASE agent");
        Scripts.await(() -> Bench.processes(folder, "one-1") > 0);
        other.kill();

        try (ProcessWorkerRuntime runtime = Bench.builder(folder).maxWorkers(1).build()) {
            Task task = Bench.task(repository.bare().toString(), "sleep 300").build();
            runtime.start(WorkerSpec.of(new WorkerId("two-1"), Attempt.first(task)));
            Worker adopted = runtime.adopt(ID).orElseThrow();

            Scripts.await(() -> Bench.processes(folder, "one-1") == 0);
            adopted.cancel(Duration.ZERO);
            assertThat(Bench.failure(adopted.await()).kind()).isEqualTo(Kind.CANCELLED);
        }
    }

    @Test
    void emptyControlGroup_isRemoved_byTheNextRuntime_alsoWhenItsWorkerIsGone() throws Exception {
        Repository.create(folder);
        OtherProgram other = OtherProgram.start(folder, "sleep 300");
        other.awaitLine("PHASE agent");
        Scripts.await(() -> Bench.processes(folder, "one-1") > 0);
        other.kill();
        ProcessMarker marker = ProcessMarker.of(folder.resolve("workers/one-1"));
        ProcessTree.of(marker, Optional.empty(), Optional.empty()).end(Grace.of(Duration.ZERO));
        Files.move(folder.resolve("workers/one-1"), folder.resolve("gone"));

        ControlGroups groups = ControlGroups.detect();
        assertThat(groups.groupsOf(marker))
                .matches(found -> found.isPresent() != groups.parents().isEmpty());
        Bench.builder(folder).build().close();

        Scripts.await(() -> groups.groupsOf(marker).isEmpty());
    }

    @Test
    void emptyControlGroup_ofAProgramThatLives_isKept() throws Exception {
        ControlGroups groups = ControlGroups.detect();
        ProcessMarker marker = ProcessMarker.of(folder.toRealPath().resolve("workers/one-1"));
        Optional<ControlGroup> waiting = groups.group(marker);

        Bench.builder(folder).build().close();

        assertThat(groups.groupsOf(marker).isPresent()).isEqualTo(waiting.isPresent());
        waiting.ifPresent(ControlGroup::remove);
    }

    @Test
    void workerWhoseRecordIsCorrupt_canBeRemoved() throws Exception {
        try (Bench bench = Bench.in(folder);
                ProcessWorkerRuntime second = Bench.builder(folder).build()) {
            bench.run("echo a > a; echo RESULT");
            Files.writeString(folder.resolve("workers/one-1/worker.json"), "{ torn");

            assertThatThrownBy(() -> second.adopt(ID)).hasMessageContaining("remove the worker to start it anew");
            second.remove(ID);

            assertThat(bench.kept()).containsExactlyInAnyOrder("workers", "_spaces");
        }
    }

    @Test
    void worker_isHeldByOneRuntime_ofSeveralPrograms() throws Exception {
        Repository.create(folder);
        OtherProgram other = OtherProgram.start(folder, "sleep 300");
        other.awaitLine("PHASE agent");

        try (ProcessWorkerRuntime runtime = Bench.builder(folder).build()) {
            assertThatThrownBy(() -> runtime.adopt(ID))
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("worker [one-1] is held by another runtime");
            assertThatThrownBy(() -> runtime.remove(ID)).isInstanceOf(WorkerException.class);
            other.kill();
            runtime.remove(ID);
        }
        assertThat(Bench.processes(folder, "one-1")).isZero();
    }

    @Test
    void worker_isHeldByOneRuntime_ofOneProgram() throws Exception {
        try (Bench bench = Bench.in(folder);
                ProcessWorkerRuntime second = Bench.builder(folder).build()) {
            Worker worker =
                    bench.runtime().start(Bench.first(bench.task("sleep 300").build()));

            assertThatThrownBy(() -> second.adopt(ID)).hasMessageContaining("held by another runtime");
            bench.runtime().close();

            assertThat(second.adopt(ID)).isPresent();
            assertThat(worker.await()).isInstanceOf(WorkerResult.Failed.class);
        }
    }

    @Test
    void processOfAStranger_isSpared_whenItHasGotAWorkersNumber() throws Exception {
        Process stranger = new ProcessBuilder("setsid", "sleep", "300").start();
        try (Bench bench = Bench.in(folder)) {
            bench.run("echo a > a; echo RESULT");
            WorkerFolder worker = new WorkerFolder(folder.resolve("workers/one-1"));
            RootProcess claimed = RootProcess.of(stranger.toHandle());
            worker.process()
                    .write(new RootProcess(claimed.pid(), claimed.started().minusSeconds(100)));

            bench.runtime().remove(ID);

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void resultOfANewerVersion_isRefused() throws Exception {
        try (Bench bench = Bench.in(folder);
                ProcessWorkerRuntime second = Bench.builder(folder).build()) {
            bench.run("echo a > a; echo RESULT");
            rewrite(folder.resolve("workers/one-1/result.json"));

            assertThatThrownBy(() -> second.adopt(ID))
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("it has the schema version 99, and 1 is known");
        }
    }

    private static void rewrite(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst("\"schema\" : 1", "\"schema\" : 99"));
    }

    @Test
    void folderOfSomebodyElse_isNoWorker() throws Exception {
        try (Bench bench = Bench.in(folder)) {
            Path foreign = Files.createDirectories(folder.resolve("workers/photos"));

            bench.runtime().remove(new WorkerId("photos"));

            assertThat(bench.runtime().workers()).isEmpty();
            assertThat(foreign).exists();
        }
    }
}
