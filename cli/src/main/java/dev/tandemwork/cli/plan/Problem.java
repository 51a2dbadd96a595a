package dev.tandemwork.cli.plan;

import java.util.Comparator;

/**
 * Something wrong with a plan file.
 *
 * @param file the file, as it was named
 * @param line from 1
 * @param column from 1
 * @param message what was found, what was expected, and the remedy
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** Returns the problem as {@code plan.yaml:3:5: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
