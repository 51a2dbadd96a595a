package dev.tandemwork.agents.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long KILOBYTE = 1 << 10;

    private long now;
    private final Pace pace = Pace.by(() -> now);

    @Test
    void burst_isShown_andWhatComesAfterItIsCounted() {
        assertThat(pace.admits(512 * KILOBYTE)).isTrue();

        assertThat(pace.admits(3)).isFalse();
        assertThat(pace.admits(4)).isFalse();
        assertThat(pace.takeHeld()).isEqualTo(7);
        assertThat(pace.takeHeld()).isZero();
    }

    @Test
    void silence_lastsUntilThereIsRoomForManyLines() {
        pace.admits(512 * KILOBYTE);
        pace.admits(1);

        now += TimeUnit.MILLISECONDS.toNanos(900);
        assertThat(pace.admits(1)).isFalse();
        now += TimeUnit.MILLISECONDS.toNanos(200);
        assertThat(pace.admits(128 * KILOBYTE)).isTrue();
    }

    @Test
    void longSilence_givesNoMoreThanABurst() {
        now += TimeUnit.DAYS.toNanos(30);

        assertThat(pace.admits(512 * KILOBYTE)).isTrue();
        assertThat(pace.admits(1)).isFalse();
    }
}
