package dev.tandemwork.sysbox;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A row of the table of figures.
 *
 * @param name what was measured
 * @param value in words
 * @param required in words; empty for nothing
 */
record Figure(String name, String value, String required) {
    static Figure of(String name, String format, double value, String required) {
        return new Figure(name, String.format(Locale.ROOT, format, value), required);
    }

    /** Returns the percentile of nanoseconds, in seconds. */
    static double seconds(List<Long> nanos, int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int index = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
        return sorted.get(index) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    String row() {
        return "| " + name + " | " + value + " | " + required + " |";
    }
}
