package dev.tandemwork.sysbox.internal.admission;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What workers may use of their host, all together.
 *
 * @param totalBytes the host's memory
 * @param reserveBytes of it for the host itself; default 10%, and at least 2 GiB
 * @param cpus the host's processors; no worker can have more
 * @param overcommit how many times they may be promised; default 4, since agents mostly wait for their models
 * @param starts workers that may be starting at once; default 3
 * @param workers that may live at once; default no bound but the others
 * @param pressure what the host itself is short of just now, {@link Reason#DISK} or {@link Reason#MEMORY}; it is asked
 *     before each worker is let in, and each second while it is short; default nothing
 */
public record HostBudget(
        long totalBytes,
        long reserveBytes,
        int cpus,
        double overcommit,
        int starts,
        int workers,
        Supplier<Optional<Reason>> pressure) {
    private static final long LEAST_RESERVE = 2L << 30;
    private static final double OVERCOMMIT = 4;
    private static final int STARTS = 3;
    private static final double MILLI = 1000;

    /** Refuses bounds that let nothing run. */
    public HostBudget {
        require(totalBytes > 0, "memory", totalBytes);
        require(reserveBytes >= 0, "reserve", reserveBytes);
        require(cpus > 0, "cpus", cpus);
        require(overcommit > 0, "overcommit", overcommit);
        require(starts > 0, "starts", starts);
        require(workers > 0, "workers", workers);
    }

    /** Returns the budget of a host, with the default of everything else. */
    public static HostBudget of(long totalBytes, int cpus) {
        long reserve = Math.max(totalBytes / 10, LEAST_RESERVE);
        return new HostBudget(totalBytes, reserve, cpus, OVERCOMMIT, STARTS, Integer.MAX_VALUE, Optional::empty);
    }

    /** Returns this budget with another reserve. */
    public HostBudget withReserve(long bytes) {
        return new HostBudget(totalBytes, bytes, cpus, overcommit, starts, workers, pressure);
    }

    /** Returns this budget with processors promised so many times. */
    public HostBudget withOvercommit(double times) {
        return new HostBudget(totalBytes, reserveBytes, cpus, times, starts, workers, pressure);
    }

    /** Returns this budget with so many starts at once. */
    public HostBudget withStarts(int max) {
        return new HostBudget(totalBytes, reserveBytes, cpus, overcommit, max, workers, pressure);
    }

    /** Returns this budget with so many workers at once. */
    public HostBudget withWorkers(int max) {
        return new HostBudget(totalBytes, reserveBytes, cpus, overcommit, starts, max, pressure);
    }

    /** Returns this budget with a look at the host itself; see {@link HostPressure}. */
    public HostBudget withPressure(Supplier<Optional<Reason>> look) {
        return new HostBudget(totalBytes, reserveBytes, cpus, overcommit, starts, workers, look);
    }

    /** Returns the memory that workers may use. */
    public long memoryBytes() {
        return Math.max(0, totalBytes - reserveBytes);
    }

    long milliCpus() {
        return milli(cpus * overcommit);
    }

    static long milli(double cpus) {
        return Math.round(cpus * MILLI);
    }

    private static void require(boolean holds, String name, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("host's " + name + " is " + found + "; expected more than nothing");
        }
    }
}
