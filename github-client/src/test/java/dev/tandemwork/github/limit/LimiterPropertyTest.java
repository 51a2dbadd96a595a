package dev.tandemwork.github.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Run {@code -Dtandemwork.seeds=1000} for more. */
final class LimiterPropertyTest {
    private static final int REQUESTS = 1_200;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("tandemwork.seeds", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noLimitIsEverExceeded_andNothingIsSentWhilePaused(long seed) {
        Random random = new Random(seed);
        VirtualTimeline timeline = VirtualTimeline.create();
        StrictHost host = new StrictHost(timeline, random, seed % 2 == 0 ? 0 : 0.01);
        Limiter limiter = limiter(timeline, random);

        for (int i = 0; i < REQUESTS; i++) {
            Traffic traffic = traffic(random);
            timeline.at(arrival(timeline, random), () -> send(limiter, traffic, host));
        }
        timeline.run();

        assertThat(host.served()).isEqualTo(REQUESTS);
        assertThat(limiter.waiting()).isZero();
    }

    private static void send(Limiter limiter, Traffic traffic, StrictHost host) {
        CompletableFuture<Void> unused = limiter.acquire(traffic).thenAccept(host::receive);
    }

    /** Half of the requests come at once, the others over half an hour. */
    private static Instant arrival(VirtualTimeline timeline, Random random) {
        return timeline.now().plusSeconds(random.nextBoolean() ? 0 : random.nextInt(1800));
    }

    private static Limiter limiter(VirtualTimeline timeline, Random random) {
        return Limiter.builder()
                .limits(Limits.documented())
                .timeline(timeline)
                .chance(random::nextDouble)
                .build();
    }

    private static Traffic traffic(Random random) {
        Effect[] effects = {Effect.READ, Effect.WRITE, Effect.CONTENT, Effect.CONTENT};
        Priority[] priorities = Priority.values();
        return new Traffic(
                Resource.CORE, effects[random.nextInt(effects.length)], priorities[random.nextInt(priorities.length)]);
    }

    @Test
    void theLimitsAreUsedUp_notOnlyKept() {
        Random random = new Random(1);
        VirtualTimeline timeline = VirtualTimeline.create();
        StrictHost host = new StrictHost(timeline, random, 0);
        Limiter limiter = limiter(timeline, random);
        Instant start = timeline.now();

        for (int i = 0; i < REQUESTS; i++) {
            send(limiter, new Traffic(Resource.CORE, Effect.CONTENT, Priority.REVIEW), host);
        }
        timeline.run();

        // Two full hours, and 200 writes at one a second, each of which may be answered late.
        Duration least = Duration.ofHours(2).plusSeconds(REQUESTS - 1_000);
        assertThat(Duration.between(start, timeline.now()).toSeconds())
                .isLessThanOrEqualTo(least.multipliedBy(11).dividedBy(10).toSeconds());
    }
}
