package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the images come from that agents use in their workers. */
@RealDocker
@Timeout(300)
final class InnerImagesTest {
    private static final String RUN = "docker run --rm box >out.txt && cat out.txt";
    private static final Limits SMALL = Limits.defaults().withMemoryBytes(1L << 30);

    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    private ImageServer outside;

    @BeforeEach
    void serve() throws IOException {
        outside = ImageServer.start(InetAddress.getByName(Neighbourhood.BRIDGE));
    }

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void image_isPulledOnceFromOutside_byTwoWorkers() throws Exception {
        try (SysboxWorkerRuntime runtime = withMirror().build()) {
            assertProduced(work(runtime, "one", RUN));
            long first = outside.blobs();

            assertProduced(work(runtime, "two", RUN));

            assertThat(first).isPositive();
            assertThat(outside.blobs()).isEqualTo(first);
        }
    }

    private SysboxWorkerRuntime.Builder withMirror() {
        return around.runtime().mirror(RegistryMirror.pullThrough(outside.url()));
    }

    private WorkerResult work(SysboxWorkerRuntime runtime, String id, String script) throws InterruptedException {
        Task task = Task.builder(id)
                .instructions("use an image")
                .repository(around.repositoryUrl())
                .agent(AgentSpec.command(List.of("bash", "-c", script)))
                .limits(SMALL)
                .build();
        return runtime.start(WorkerSpec.of(new WorkerId(id + "-1"), Attempt.first(task)))
                .await();
    }

    private static void assertProduced(WorkerResult result) {
        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
    }
}
