package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class LogTest {
    private static final int BYTES = 100_000_000;

    private final Trial trial = Trial.begin();
    private final DockerHost host = trial.host();
    private final GatheringSink sink = new GatheringSink();

    @AfterEach
    void clean() {
        trial.close();
        ClientThreads.assertNone();
    }

    @Test
    void log_isFollowed_untilTheContainerEnds() throws InterruptedException {
        String id =
                trial.started("log", "echo first; echo hidden >&2; while [ ! -e /go ]; do sleep 0.1; done; echo last");

        LogSubscription log = host.follow(id, Optional.empty(), sink);
        sink.await("first\n"::equals, Trial.PATIENCE);
        trial.sh(id, "touch /go");

        assertThat(sink.awaitEnd(Trial.PATIENCE)).isTrue();
        assertThat(sink.text()).isEqualTo("first\nlast\n");
        log.close();
    }

    @Test
    void log_ofAnEndedContainer_isReadFromItsBeginning() throws InterruptedException {
        String id = trial.started("ended", "echo all of it");
        host.stop(id, Trial.PATIENCE);

        host.follow(id, Optional.empty(), sink);

        assertThat(sink.awaitEnd(Trial.PATIENCE)).isTrue();
        assertThat(sink.text()).isEqualTo("all of it\n");
    }

    @Test
    void log_isReadSinceAnInstant() throws InterruptedException {
        String id = trial.started("since", "echo old; while [ ! -e /go ]; do sleep 0.1; done; echo new");
        host.follow(id, Optional.empty(), sink);
        sink.await("old\n"::equals, Trial.PATIENCE);
        Instant between = Instant.now();
        trial.sh(id, "touch /go");
        sink.awaitEnd(Trial.PATIENCE);
        GatheringSink later = new GatheringSink();

        host.follow(id, Optional.of(between), later);

        assertThat(later.awaitEnd(Trial.PATIENCE)).isTrue();
        assertThat(later.text()).isEqualTo("new\n");
    }

    @Test
    void characters_thatFramesCut_areWholeAgain() throws InterruptedException {
        // a line of 48,000 bytes, which the engine cuts into entries without regard to characters
        String id = trial.started(
                "utf8",
                "i=0; while [ $i -lt 4000 ]; do printf 'a\\342\\202\\254\\360\\237\\230\\200....'; i=$((i+1)); done; echo");

        host.follow(id, Optional.empty(), sink);

        assertThat(sink.awaitEnd(Trial.PATIENCE)).isTrue();
        // Engine 20.10 loses the end of a line that it has cut
        assertThat(sink.text().stripTrailing()).isEqualTo("a€😀....".repeat(4000));
    }

    @Test
    void slowSink_slowsTheReading_andNotTheContainer() throws InterruptedException {
        String id = trial.started("slow", "head -c 20000000 /dev/zero | tr '\\0' x | fold -w 1000");
        CountDownLatch release = new CountDownLatch(1);
        Counting counting = new Counting(release);

        host.follow(id, Optional.empty(), counting);
        trial.awaitEnd(id);
        long readBefore = counting.total.get();
        release.countDown();

        assertThat(counting.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(readBefore).isLessThan(64 << 10);
        assertThat(counting.total).hasValue(20_019_999);
    }

    @Test
    void closedLog_freesABlockedSink_andCallsItNoMore() throws InterruptedException {
        String id = trial.started("closed", "while :; do echo tick; done");
        Counting counting = new Counting(new CountDownLatch(1));
        LogSubscription log = host.follow(id, Optional.empty(), counting);
        assertThat(counting.entered.await(30, TimeUnit.SECONDS)).isTrue();

        log.close();
        ClientThreads.assertNone();

        assertThat(counting.calls).hasValue(1);
        assertThat(counting.ended.getCount()).isEqualTo(1);
    }

    @Test
    void log_ofNoContainer_isNotFound() {
        DockerException refusal = catchThrowableOfType(
                DockerException.class, () -> host.follow(trial.name("none"), Optional.empty(), sink));

        assertThat(refusal.kind()).isEqualTo(DockerException.Kind.NOT_FOUND);
        assertThat(refusal)
                .hasMessageContaining("can't be followed: engine [")
                .hasMessageContaining("No such container");
    }

    @Test
    void hundredMegabytes_areRead_withinASmallHeap() throws IOException, InterruptedException {
        String id = trial.started("much", "yes $(head -c 999 /dev/zero | tr '\\0' x) | head -c " + BYTES);
        trial.awaitEnd(id);
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogCount.class.getName(),
                        id)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        String counted = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).isZero();
        assertThat(counted.strip()).isEqualTo(Integer.toString(BYTES));
    }

    private static final class Counting implements LogSink {
        private final CountDownLatch release;
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final AtomicLong total = new AtomicLong();
        private final AtomicInteger calls = new AtomicInteger();

        private Counting(CountDownLatch release) {
            this.release = release;
        }

        @Override
        public void bytes(byte[] chunk) {
            calls.incrementAndGet();
            total.addAndGet(chunk.length);
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void ended() {
            ended.countDown();
        }
    }
}
