package dev.tandemwork.cli.live;

import java.time.Duration;

/** Writes times as people read them: {@code 12s}, {@code 3m05s}, {@code 2h07m}. */
public final class Elapsed {
    private Elapsed() {}

    /** Returns {@code time} in at most two units. */
    public static String of(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? String.format("%dm%02ds", seconds / 60, seconds % 60)
                : String.format("%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }
}
