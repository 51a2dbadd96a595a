package dev.tandemwork.github.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;

/** A host that counts, and fails the test when it is sent more than it documents. */
final class StrictHost {
    private static final int MOST_CONCURRENT = 100;
    private static final int MOST_A_MINUTE = 80;
    private static final int MOST_AN_HOUR = 500;
    private static final int MOST_POINTS = 900;

    private final VirtualTimeline timeline;
    private final Random random;
    private final double complains;
    private final Deque<Instant> minute = new ArrayDeque<>();
    private final Deque<Instant> hour = new ArrayDeque<>();
    private final Deque<Instant> points = new ArrayDeque<>();
    private Instant lastWrite = Instant.MIN;
    private Instant silentUntil = Instant.MIN;
    private int concurrent;
    private int served;

    StrictHost(VirtualTimeline timeline, Random random, double complains) {
        this.timeline = timeline;
        this.random = random;
        this.complains = complains;
    }

    int served() {
        return served;
    }

    void receive(Permit permit) {
        Instant now = timeline.now();
        assertThat(now).as("sent while paused").isAfterOrEqualTo(silentUntil);
        assertThat(++concurrent).isLessThanOrEqualTo(MOST_CONCURRENT);
        count(points, Duration.ofMinutes(1), permit.traffic().effect().points(), MOST_POINTS);
        if (permit.traffic().effect().isWrite()) {
            assertThat(lastWrite.plusSeconds(1)).as("writes a second apart").isBeforeOrEqualTo(now);
            lastWrite = now;
        }
        if (permit.traffic().effect() == Effect.CONTENT) {
            count(minute, Duration.ofMinutes(1), 1, MOST_A_MINUTE);
            count(hour, Duration.ofHours(1), 1, MOST_AN_HOUR);
        }
        timeline.at(now.plusMillis(random.nextInt(1500)), () -> answer(permit));
    }

    private void count(Deque<Instant> times, Duration span, int weight, int most) {
        Instant now = timeline.now();
        for (int i = 0; i < weight; i++) {
            times.addLast(now);
        }
        while (!times.getFirst().plus(span).isAfter(now)) {
            times.removeFirst();
        }
        assertThat(times).hasSizeLessThanOrEqualTo(most);
    }

    private void answer(Permit permit) {
        concurrent--;
        served++;
        if (random.nextDouble() < complains) {
            silentUntil = permit.refused(complaint());
        } else {
            permit.accepted();
        }
        permit.done();
    }

    private Optional<Instant> complaint() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(timeline.now().plusSeconds(1 + random.nextInt(120)));
    }
}
