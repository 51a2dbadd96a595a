package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.secret.Secret;
import dev.tandemwork.sysbox.secret.SecretRequest;
import dev.tandemwork.sysbox.secret.SecretSource;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.testkit.worker.EventRecorder;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A secret lives as long as the attempt that it was made for, whichever way that ends. */
@RealDocker
@Timeout(180)
final class SecretLifeTest {
    private static final String SHOW = "echo \"key: $KEY\"; echo \"$KEY\" >\"$TANDEMWORK_ARTIFACTS/key\"; ";
    private static final String WAIT = "until test -e /tmp/go; do sleep 0.2; done; ";

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private final Mint mint = new Mint();
    private final List<SysboxWorkerRuntime> opened = new ArrayList<>();

    /** Makes another value for each request, and knows those that it has made again by what they are. */
    private static final class Mint implements SecretSource {
        private final List<String> made = new CopyOnWriteArrayList<>();
        private final List<String> revoked = new CopyOnWriteArrayList<>();

        @Override
        public Optional<Secret> mint(SecretRequest request) {
            if (!request.name().equals("KEY")) {
                return Optional.of(Secret.of(request.name(), Neighbourhood.TOKEN));
            }
            String value = "key-of-" + request.worker() + "-" + UUID.randomUUID();
            made.add(value);
            return Optional.of(revocable(value));
        }

        @Override
        public Optional<Secret> recover(SecretRequest request, Optional<String> value) {
            return value.filter(made::contains).map(this::revocable);
        }

        private Secret revocable(String value) {
            return Secret.revocable("KEY", value, () -> revoked.add(value));
        }
    }

    private SysboxWorkerRuntime open(SecretSource source) {
        SysboxWorkerRuntime runtime =
                around.runtime().secrets(source).maxWorkers(1).build();
        opened.add(runtime);
        return runtime;
    }

    @AfterEach
    void nothingIsLeft() {
        SysboxWorkerRuntime last = opened.get(opened.size() - 1);
        last.workers().forEach(last::remove);
        last.close();

        assertThat(around.left()).isEmpty();
    }

    private Worker start(SysboxWorkerRuntime runtime, String script) throws InterruptedException {
        Task task = Task.builder("one")
                .instructions("use it")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", script)))
                .limits(Limits.defaults().withMemoryBytes(512L << 20))
                .build();
        return runtime.start(new WorkerSpec(new WorkerId("one-1"), Attempt.first(task), Map.of(), Set.of("KEY")));
    }

    @Test
    void secret_isRevoked_whenTheAttemptHasFailed() throws Exception {
        WorkerResult result = start(open(mint), SHOW + "exit 3").await();

        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        assertThat(mint.revoked).hasSize(1).isEqualTo(mint.made);
    }

    @Test
    void secret_isRevoked_whenTheWorkerWasCancelled() throws Exception {
        SysboxWorkerRuntime runtime = open(mint);
        Worker worker = start(runtime, SHOW + WAIT);
        Neighbourhood.awaitLine(runtime.transcript(worker.id()), "key: ***");

        worker.cancel(Duration.ZERO);
        worker.await();

        assertThat(mint.revoked).hasSize(1).isEqualTo(mint.made);
    }

    @Test
    void secret_ofAWorkerThatGoesOn_isRecovered_veiled_andRevokedAtItsEnd() throws Exception {
        SysboxWorkerRuntime runtime = open(mint);
        Worker worker = start(runtime, SHOW + WAIT + SHOW);
        Neighbourhood.awaitLine(runtime.transcript(worker.id()), "key: ***");
        runtime.close();
        assertThat(mint.revoked).isEmpty();
        SysboxWorkerRuntime next = open(mint);
        Worker adopted = next.adopt(worker.id()).orElseThrow();

        around.letGo(worker.id());
        adopted.await();

        assertThat(mint.revoked).hasSize(1).isEqualTo(mint.made);
        assertThat(next.leftBy(worker.id()).resolve("artifacts/key")).hasContent("***");
    }

    /** The agent is root: what it writes past its worker is in the log of its container, and is veiled after that. */
    @Test
    void secret_thatIsWrittenPastTheWorker_isNeitherToldNorKept() throws Exception {
        String record =
                "{\\\"v\\\":1,\\\"seq\\\":9999,\\\"type\\\":\\\"out\\\",\\\"from\\\":\\\"setup\\\",\\\"text\\\":\\\"past: $KEY\\\"}";
        SysboxWorkerRuntime runtime = open(mint);
        Worker worker = start(runtime, "echo \"" + record + "\" >/proc/1/fd/1; " + WAIT);
        EventRecorder recorder = EventRecorder.ofAll();
        worker.events().subscribe(recorder);
        Neighbourhood.awaitLine(runtime.transcript(worker.id()), "past: ");

        worker.cancel(Duration.ZERO);
        worker.await();

        assertThat(runtime.transcript(worker.id()))
                .content()
                .contains("past: ***")
                .doesNotContain("key-of-one-1");
        assertThat(recorder.completes(20)).isTrue();
        assertThat(recorder.events().toString()).contains("past: ***").doesNotContain("key-of-one-1");
    }

    @Test
    void secret_thatIsTheSameForAll_isKnownAgain_whenItsWorkerWasKilled() throws Exception {
        SecretSource known = SecretSource.of(Map.of("KEY", "always-the-same", "GIT_TOKEN", Neighbourhood.TOKEN));
        SysboxWorkerRuntime runtime = open(known);
        Worker worker = start(runtime, SHOW + WAIT);
        Neighbourhood.awaitLine(runtime.transcript(worker.id()), "key: ***");
        runtime.close();
        around.kill(worker.id());
        around.awaitExit(worker.id());

        SysboxWorkerRuntime next = open(known);
        next.adopt(worker.id()).orElseThrow().await();

        assertThat(next.leftBy(worker.id()).resolve("artifacts/key")).hasContent("***");
    }

    @Test
    void sourceThatThrows_failsTheWorker_withoutASandbox() throws Exception {
        SysboxWorkerRuntime runtime = open(request -> {
            throw new IllegalStateException("the vault is sealed");
        });

        WorkerResult result = start(runtime, SHOW).await();

        assertThat(result).isInstanceOfSatisfying(WorkerResult.Failed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(Kind.AUTHENTICATION);
            assertThat(failed.failure().message())
                    .contains(SecretLifeTest.class.getName(), "the vault is sealed", "secret [KEY] of worker [one-1]");
        });
        assertThat(around.left()).noneMatch(name -> name.endsWith("one-1"));
        assertThat(Files.exists(runtime.leftBy(new WorkerId("one-1")))).isFalse();
    }
}
