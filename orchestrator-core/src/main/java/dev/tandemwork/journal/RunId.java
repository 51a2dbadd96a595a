package dev.tandemwork.journal;

import dev.tandemwork.Names;

/**
 * The name of a run.
 *
 * @param value unique in its store; usable as the name of a folder
 */
public record RunId(String value) {
    /** Refuses what is not a name. */
    public RunId {
        Names.requireName("run", value);
    }

    /** Returns the run named {@code value}. */
    public static RunId of(String value) {
        return new RunId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
