package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A folder of the host with mirrors of repositories. */
@RealDocker
@Timeout(180)
final class RepositoryMirrorTest {
    private static final int SIZE = 2 << 20;

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    @Test
    void objects_ofTheMirror_areNotFetched() throws Exception {
        byte[] noise = new byte[SIZE];
        new Random(1).nextBytes(noise);
        around.repository()
                .push("main", "main", Map.of("big", Base64.getEncoder().encodeToString(noise)));
        Path mirrors = Files.createDirectories(around.folder().resolve("mirrors"));
        GitRepository mirror = GitRepository.cloneOf(
                around.repository(),
                mirrors.resolve(URI.create(around.repositoryUrl()).getAuthority())
                        .resolve("shop.git"));
        String before = mirror.git("for-each-ref");

        long plain = bytes("plain", around.runtime());
        long mirrored = bytes("mirrored", around.runtime().repositoryMirrors(mirrors));

        assertThat(plain).isGreaterThan(SIZE);
        assertThat(mirrored).isLessThan(plain / 10);
        assertThat(mirror.git("for-each-ref")).isEqualTo(before);
    }

    /** Returns how much a worker has fetched. */
    private long bytes(String id, SysboxWorkerRuntime.Builder builder) throws InterruptedException {
        long before = around.git().bytesSent();
        String agent = "wc -c big >size; touch /mirrors/x || echo closed >closed; test ! -e /mirrors || test -e closed";
        Task task = Task.builder(id)
                .instructions("measure")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", agent)))
                .limits(Limits.defaults().withMemoryBytes(1L << 30))
                .build();
        try (SysboxWorkerRuntime runtime = builder.build()) {
            WorkerSpec spec = WorkerSpec.of(new WorkerId(id + "-1"), Attempt.first(task));
            assertThat(runtime.start(spec).await()).isInstanceOf(WorkerResult.Produced.class);
        }
        return around.git().bytesSent() - before;
    }
}
