package dev.tandemwork.sysbox.internal.admission;

/**
 * What the first in line lacks.
 *
 * @param memoryBytes of memory
 * @param milliCpus of processors, in thousandths
 * @param places for workers
 */
public record Shortage(long memoryBytes, long milliCpus, int places) {
    /** Nothing is lacking. */
    public static final Shortage NONE = new Shortage(0, 0, 0);

    /** What is there to spare is no shortage. */
    public Shortage {
        memoryBytes = Math.max(0, memoryBytes);
        milliCpus = Math.max(0, milliCpus);
        places = Math.max(0, places);
    }

    /** Returns whether nothing is lacking. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Returns what is lacking once a worker that has so much is gone. */
    public Shortage without(Demand gone) {
        return new Shortage(memoryBytes - gone.memoryBytes(), milliCpus - gone.milliCpus(), places - 1);
    }
}
