package dev.tandemwork.sysbox.internal.admission;

/**
 * What a worker needs of its host.
 *
 * @param name of the worker
 * @param memoryBytes its limit of memory, all of which it may come to use
 * @param cpus its limit of processors
 * @param priority 0 by default; see {@link Admission} for what one more is worth
 */
public record Demand(String name, long memoryBytes, double cpus, int priority) {
    private static final int FARTHEST = 1000;

    /** Refuses what is nothing, and priorities beyond 1,000. */
    public Demand {
        require(memoryBytes > 0, name, "memory", memoryBytes, "more than nothing");
        require(cpus > 0 && Double.isFinite(cpus), name, "cpus", cpus, "more than nothing");
        require(Math.abs((long) priority) <= FARTHEST, name, "priority", priority, "-1000 to 1000");
    }

    /** Returns a demand of priority 0. */
    public static Demand of(String name, long memoryBytes, double cpus) {
        return new Demand(name, memoryBytes, cpus, 0);
    }

    /** Returns this demand with another priority. */
    public Demand withPriority(int other) {
        return new Demand(name, memoryBytes, cpus, other);
    }

    /** Returns this demand under another name. */
    public Demand withName(String other) {
        return new Demand(other, memoryBytes, cpus, priority);
    }

    /** Whole thousandths can be added and taken away again without a rest. */
    long milliCpus() {
        return HostBudget.milli(cpus);
    }

    private static void require(boolean holds, String name, String what, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "demand [" + name + "] has " + what + " " + found + "; expected " + expected);
        }
    }
}
