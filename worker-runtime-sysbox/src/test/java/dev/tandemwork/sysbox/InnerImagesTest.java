package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.cache.CacheKey;
import dev.tandemwork.sysbox.cache.CacheProvider;
import dev.tandemwork.sysbox.cache.ImageCache;
import dev.tandemwork.sysbox.cache.VolumeLease;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

    @Test
    void mirror_thatSomebodyRuns_isAsked() throws Exception {
        RegistryMirror mirror = RegistryMirror.at(outside.url());
        try (SysboxWorkerRuntime runtime = around.runtime().mirror(mirror).build()) {
            WorkerResult result = work(runtime, "one", RUN);

            assertProduced(result);
            assertThat(outside.blobs()).isPositive();
        }
    }

    @Test
    void mirror_isAdopted_whileWorkersLive_andRemovedWithTheLast_butNotItsImages() throws Exception {
        SysboxWorkerRuntime first = withMirror().build();
        work(first, "one", RUN);
        String container = container("mirror").id();
        long fetched = outside.blobs();
        first.close();

        SysboxWorkerRuntime next = withMirror().build();
        String adopted = container("mirror").id();
        next.remove(new WorkerId("one-1"));
        next.close();

        assertThat(adopted).isEqualTo(container);
        assertThat(around.left()).singleElement().asString().matches("volume tandemwork-.*-mirror");
        try (SysboxWorkerRuntime last = withMirror().build()) {
            assertProduced(work(last, "two", RUN));
        }
        assertThat(outside.blobs()).isEqualTo(fetched);
    }

    @Test
    void mirror_thatHasDied_isStartedAgain_forTheNextWorker() throws Exception {
        try (SysboxWorkerRuntime runtime = withMirror().build()) {
            around.onEngine(host -> host.kill(container("mirror").id()));

            assertProduced(work(runtime, "one", RUN));
        }
    }

    @Test
    void mirror_isNotForgotten_byLeftovers() throws Exception {
        SysboxWorkerRuntime.Builder builder = withMirror();
        builder.build().close();
        SysboxWorkerRuntime runtime = builder.build();
        work(runtime, "one", RUN);
        runtime.close();

        try (Leftovers needed = builder.leftovers(id -> true);
                Leftovers unneeded = builder.leftovers(id -> false)) {
            assertThat(needed.names()).noneMatch(name -> name.contains("mirror"));
            assertThat(unneeded.names())
                    .anyMatch(name -> name.matches("container .*-mirror"))
                    .noneMatch(name -> name.matches("volume .*-mirror"));
        }
    }

    @Test
    void goldenVolume_hasTheImage_withoutAnyPull() throws Exception {
        try (SysboxWorkerRuntime runtime = withGoldenVolumes().build()) {
            assertProduced(work(runtime, "one", RUN));
            long first = outside.requests().size();

            assertProduced(work(runtime, "two", RUN));

            assertThat(first).isPositive();
            assertThat(outside.requests()).hasSize((int) first);
        }
    }

    @Test
    void copies_goWithTheirWorkers_alsoThoseOfAnEarlierProgram() throws Exception {
        SysboxWorkerRuntime first = withGoldenVolumes().build();
        work(first, "one", RUN);
        first.close();

        SysboxWorkerRuntime next = withGoldenVolumes().build();
        work(next, "two", RUN);
        next.workers().forEach(next::remove);
        next.close();

        assertThat(around.left()).hasSize(2).allMatch(name -> name.matches("volume tandemwork-.*-golden-.*"));
    }

    @Test
    void worker_whoseCacheFails_isTold_andPulls() throws Exception {
        ImageCache broken = ImageCache.of(new BrokenCache(), List.of("box"), 1);
        RegistryMirror mirror = RegistryMirror.at(outside.url());
        try (SysboxWorkerRuntime runtime =
                around.runtime().mirror(mirror).cache(broken).build()) {
            assertProduced(work(runtime, "one", RUN));

            assertThat(runtime.transcript(new WorkerId("one-1")))
                    .content()
                    .contains("cache of images has failed: java.lang.IllegalStateException: disk on fire");
            assertThat(outside.blobs()).isPositive();
        }
    }

    /** Fails at all that it is asked. */
    private static final class BrokenCache implements CacheProvider {
        @Override
        public Optional<VolumeLease> lease(CacheKey key) {
            throw new IllegalStateException("disk on fire");
        }

        @Override
        public Optional<VolumeLease> adopt(String volume) {
            throw new IllegalStateException("disk on fire");
        }

        @Override
        public void removeUnused() {
            throw new IllegalStateException("disk on fire");
        }

        @Override
        public void close() {
            throw new IllegalStateException("disk on fire");
        }
    }

    private SysboxWorkerRuntime.Builder withGoldenVolumes() {
        return around.runtime().mirror(RegistryMirror.at(outside.url())).cache(ImageCache.golden(List.of("box"), 1));
    }

    private ContainerState container(String role) {
        AtomicReference<ContainerState> found = new AtomicReference<>();
        around.onEngine(host -> host.containers(around.ours()).stream()
                .filter(container -> role.equals(container.labels().get("dev.tandemwork.role")))
                .forEach(found::set));
        return found.get();
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
