package dev.tandemwork.task;

import dev.tandemwork.budget.Money;
import java.time.Duration;

/**
 * The bounds one task works under. Every bound has a default, and reaching one is a typed outcome.
 *
 * @param attemptTime the longest one attempt may take; default 60 minutes
 * @param idleTime the longest an attempt may be silent; default 5 minutes
 * @param rounds attempts that a review may send back, the first included; default 3
 * @param conflictRounds attempts that a merge conflict may send back; default 3
 * @param budget money for all attempts together; default $5
 * @param memoryBytes memory of a worker; default 4 GiB
 * @param cpus processors of a worker; default 2
 * @param pids processes and threads of a worker; default 4,096
 * @param diskBytes files that a worker may leave on its disk, those of its own Docker engine included; default 20 GiB
 */
public record Limits(
        Duration attemptTime,
        Duration idleTime,
        int rounds,
        int conflictRounds,
        Money budget,
        long memoryBytes,
        double cpus,
        int pids,
        long diskBytes) {

    private static final Limits DEFAULTS =
            new Limits(Duration.ofMinutes(60), Duration.ofMinutes(5), 3, 3, Money.usd(5), 4L << 30, 2, 4096, 20L << 30);

    /** Refuses bounds that let nothing run. */
    public Limits {
        require(attemptTime.compareTo(Duration.ZERO) > 0, "attemptTime", attemptTime);
        require(idleTime.compareTo(Duration.ZERO) > 0, "idleTime", idleTime);
        require(rounds > 0, "rounds", rounds);
        require(conflictRounds >= 0, "conflictRounds", conflictRounds);
        require(memoryBytes > 0, "memoryBytes", memoryBytes);
        require(cpus > 0, "cpus", cpus);
        require(pids > 0, "pids", pids);
        require(diskBytes > 0, "diskBytes", diskBytes);
    }

    /** Returns the default of every bound. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** Returns these limits with another {@code attemptTime}. */
    public Limits withAttemptTime(Duration time) {
        return new Limits(time, idleTime, rounds, conflictRounds, budget, memoryBytes, cpus, pids, diskBytes);
    }

    /** Returns these limits with another {@code idleTime}. */
    public Limits withIdleTime(Duration time) {
        return new Limits(attemptTime, time, rounds, conflictRounds, budget, memoryBytes, cpus, pids, diskBytes);
    }

    /** Returns these limits with other {@code rounds}. */
    public Limits withRounds(int max) {
        return new Limits(attemptTime, idleTime, max, conflictRounds, budget, memoryBytes, cpus, pids, diskBytes);
    }

    /** Returns these limits with other {@code conflictRounds}. */
    public Limits withConflictRounds(int max) {
        return new Limits(attemptTime, idleTime, rounds, max, budget, memoryBytes, cpus, pids, diskBytes);
    }

    /** Returns these limits with another {@code budget}. */
    public Limits withBudget(Money money) {
        return new Limits(attemptTime, idleTime, rounds, conflictRounds, money, memoryBytes, cpus, pids, diskBytes);
    }

    /** Returns these limits with another {@code memoryBytes}. */
    public Limits withMemoryBytes(long bytes) {
        return new Limits(attemptTime, idleTime, rounds, conflictRounds, budget, bytes, cpus, pids, diskBytes);
    }

    /** Returns these limits with other {@code pids}. */
    public Limits withPids(int max) {
        return new Limits(attemptTime, idleTime, rounds, conflictRounds, budget, memoryBytes, cpus, max, diskBytes);
    }

    /** Returns these limits with another {@code diskBytes}. */
    public Limits withDiskBytes(long bytes) {
        return new Limits(attemptTime, idleTime, rounds, conflictRounds, budget, memoryBytes, cpus, pids, bytes);
    }

    private static void require(boolean holds, String name, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("limit [" + name + "] is " + found + "; expected more than nothing");
        }
    }
}
