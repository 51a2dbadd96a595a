package dev.tandemwork.worker;

import dev.tandemwork.Names;

/**
 * The name of a worker. It is made of what the worker is for, so that a process which starts again finds the same one.
 *
 * @param value usable as the name of a folder or a container
 */
public record WorkerId(String value) {
    /** Refuses what is not a name. */
    public WorkerId {
        Names.requireName("worker", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
