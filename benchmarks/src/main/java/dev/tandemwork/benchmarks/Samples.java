package dev.tandemwork.benchmarks;

import java.util.Arrays;

/** Durations in nanoseconds. */
final class Samples {
    private final long[] nanos;
    private int size;

    Samples(int most) {
        this.nanos = new long[most];
    }

    void add(long duration) {
        nanos[size++] = duration;
    }

    double medianMicros() {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[size / 2] / 1e3;
    }
}
