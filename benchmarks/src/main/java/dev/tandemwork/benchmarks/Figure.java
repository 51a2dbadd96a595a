package dev.tandemwork.benchmarks;

/**
 * Something that was measured.
 *
 * @param name what, and of whom: {@code loop-1000.tandemwork}
 * @param value in the unit that the row of the report has
 * @param error half of the interval that the mean is in at 99.9%; 0 if there is none
 */
record Figure(String name, double value, double error) {
    static Figure of(String name, double value) {
        return new Figure(name, value, 0);
    }
}
