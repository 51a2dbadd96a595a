package dev.tandemwork.sysbox.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.cache.CacheKey;
import dev.tandemwork.sysbox.cache.CacheProvider;
import dev.tandemwork.sysbox.cache.VolumeLease;
import dev.tandemwork.testkit.docker.RealDocker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of workers whose provider does not hold to its contract. */
@RealDocker
@Timeout(60)
final class LeasedVolumesTest {
    private static final CacheKey KEY = new CacheKey("image:1", List.of("box"), 1);

    private final CacheWorld world = new CacheWorld();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> told = new ArrayList<>();
    private String volume = "";

    @BeforeEach
    void makeVolume() {
        volume = world.settings().owner() + "-kept";
        world.host()
                .createVolume(
                        volume, Map.of("dev.tandemwork.owner", world.settings().owner()));
    }

    @AfterEach
    void clean() {
        threads.shutdownNow();
        world.close();
    }

    @Test
    void provider_thatThrows_isTold() {
        LeasedVolumes volumes = of(() -> {
            throw new IllegalStateException("disk on fire");
        });

        assertThat(volumes.lease(told::add)).isEmpty();

        assertThat(told)
                .containsExactly("cache of images has failed: java.lang.IllegalStateException: disk on fire; expected a"
                        + " volume of its own for each worker; workers go on without, and pull what they need");
    }

    @Test
    void provider_thatAnswersNull_isTold() {
        assertThat(of(() -> null).lease(told::add)).isEmpty();
        assertThat(of(() -> Optional.of(new Lease(null))).lease(told::add)).isEmpty();

        assertThat(told).hasSize(2).allMatch(line -> line.contains("null") || line.contains("has no name"));
    }

    @Test
    void provider_thatHangs_isNotWaitedFor_andGivenBackWhatComesLate() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Lease late = new Lease(volume);
        LeasedVolumes volumes = of(() -> {
            await(go);
            return Optional.of(late);
        });

        assertThat(volumes.lease(told::add)).isEmpty();
        assertThat(volumes.lease(told::add)).isEmpty();
        go.countDown();

        assertThat(told)
                .satisfiesExactly(
                        line -> assertThat(line).contains("has not answered within PT0.5S"),
                        line -> assertThat(line).contains("has not answered an earlier question yet"));
        assertThat(late.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void volume_thatIsLeasedTwice_isNotGivenTwice_norTakenAway() {
        Lease first = new Lease(volume);
        LeasedVolumes volumes = of(() -> Optional.of(first));

        assertThat(volumes.lease(told::add)).contains(volume);
        assertThat(volumes.lease(told::add)).isEmpty();

        assertThat(told).singleElement().asString().contains("volume [" + volume + "] is another worker's");
        assertThat(first.closed.getCount()).isOne();
    }

    @Test
    void volume_ofAWorkerOfAnEarlierProgram_isNotGivenToAnother() {
        LeasedVolumes volumes = of(() -> Optional.of(new Lease(volume)));
        volumes.adopt(volume);

        assertThat(volumes.lease(told::add)).isEmpty();
    }

    @Test
    void volume_thatIsNotThere_isToldAndGivenBack() {
        Lease nowhere = new Lease("tw-cache-nowhere");

        assertThat(of(() -> Optional.of(nowhere)).lease(told::add)).isEmpty();

        assertThat(told).singleElement().asString().contains("[tw-cache-nowhere] is not on the engine");
        assertThat(nowhere.closed.getCount()).isZero();
    }

    @Test
    void volume_thatNobodyKnows_isRemoved_afterItsWorker() {
        LeasedVolumes volumes = LeasedVolumes.of(world.host(), Optional.empty());
        volumes.adopt(volume);

        volumes.release(volume);

        assertThat(world.volumes()).isEmpty();
    }

    private LeasedVolumes of(Supplier<Optional<VolumeLease>> answer) {
        Source source = new Source(new Provider(answer), KEY, Duration.ofMillis(500), threads);
        return LeasedVolumes.of(world.host(), Optional.of(source));
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has one answer, and knows nothing of earlier programs. */
    private record Provider(Supplier<Optional<VolumeLease>> answer) implements CacheProvider {
        @Override
        public Optional<VolumeLease> lease(CacheKey key) {
            return answer.get();
        }

        @Override
        public Optional<VolumeLease> adopt(String volume) {
            return Optional.empty();
        }

        @Override
        public void removeUnused() {}

        @Override
        public void close() {}
    }

    /** Tells whether it was closed. */
    private static final class Lease implements VolumeLease {
        private final String volume;
        private final CountDownLatch closed = new CountDownLatch(1);

        private Lease(String volume) {
            this.volume = volume;
        }

        @Override
        public String volume() {
            return volume;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
