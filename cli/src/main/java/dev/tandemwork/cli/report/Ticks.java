package dev.tandemwork.cli.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Finds the round times that divide a run for the eye. */
final class Ticks {
    private static final int MOST = 6;
    private static final List<Duration> STEPS = LongStream.of(
                    10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000,
                    600_000, 900_000, 1_800_000, 3_600_000)
            .mapToObj(Duration::ofMillis)
            .toList();

    private Ticks() {}

    /** Returns times from nothing to {@code took}, all as far apart. */
    static List<Duration> of(Duration took) {
        Duration step = step(took);
        return LongStream.rangeClosed(0, took.dividedBy(step))
                .mapToObj(step::multipliedBy)
                .toList();
    }

    private static Duration step(Duration took) {
        for (Duration step : STEPS) {
            if (took.dividedBy(step) <= MOST) {
                return step;
            }
        }
        return Duration.ofHours(took.toHours() / MOST + 1);
    }
}
