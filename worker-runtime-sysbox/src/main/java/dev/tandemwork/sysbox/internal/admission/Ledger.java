package dev.tandemwork.sysbox.internal.admission;

import dev.tandemwork.worker.Capacity;
import org.jspecify.annotations.Nullable;

/** What of a budget is promised, to workers with a task and to warm ones. Not safe for use by several threads. */
final class Ledger {
    private final HostBudget budget;
    private Sum all = Sum.NOTHING;
    private Sum warm = Sum.NOTHING;

    Ledger(HostBudget budget) {
        this.budget = budget;
    }

    /** A sum of demands. */
    private record Sum(long memoryBytes, long milliCpus, int workers) {
        static final Sum NOTHING = new Sum(0, 0, 0);

        Sum plus(Demand demand, int sign) {
            return new Sum(
                    memoryBytes + sign * demand.memoryBytes(), milliCpus + sign * demand.milliCpus(), workers + sign);
        }

        Sum minus(Sum other) {
            return new Sum(memoryBytes - other.memoryBytes, milliCpus - other.milliCpus, workers - other.workers);
        }

        int room(HostBudget budget, Demand typical) {
            long memory = (budget.memoryBytes() - memoryBytes) / typical.memoryBytes();
            long cpus = (budget.milliCpus() - milliCpus) / Math.max(1, typical.milliCpus());
            long places = (long) budget.workers() - workers;
            return Math.toIntExact(Math.max(0, Math.min(places, Math.min(memory, cpus))));
        }
    }

    void add(Demand demand, boolean isWarm) {
        all = all.plus(demand, 1);
        warm = isWarm ? warm.plus(demand, 1) : warm;
    }

    void remove(Demand demand, boolean isWarm) {
        all = all.plus(demand, -1);
        warm = isWarm ? warm.plus(demand, -1) : warm;
    }

    /** A warm worker has got a task. */
    void use(Demand demand) {
        warm = warm.plus(demand, -1);
    }

    boolean hasWarm() {
        return warm.workers() > 0;
    }

    /** Returns what is missing for {@code demand}. */
    Shortage shortage(Demand demand) {
        Sum then = all.plus(demand, 1);
        return new Shortage(
                then.memoryBytes() - budget.memoryBytes(),
                then.milliCpus() - budget.milliCpus(),
                then.workers() > budget.workers() ? then.workers() - budget.workers() : 0);
    }

    /** Returns what {@code shortage} is to be called; null for none. */
    static @Nullable Reason reason(Shortage shortage) {
        if (shortage.places() > 0) {
            return Reason.PLACES;
        }
        if (shortage.memoryBytes() > 0) {
            return Reason.MEMORY;
        }
        return shortage.milliCpus() > 0 ? Reason.CPU : null;
    }

    /** Returns the capacity in workers like {@code typical}; the warm ones are free, for they are there to be used. */
    Capacity capacity(Demand typical) {
        return new Capacity(Sum.NOTHING.room(budget, typical), all.minus(warm).room(budget, typical));
    }
}
