package dev.tandemwork.sysbox.internal.admission;

import java.util.Locale;

/** Says why a worker will never fit. */
final class Misfit {
    private static final double GIBIBYTE = 1L << 30;

    private Misfit() {}

    static String memory(Demand demand, HostBudget budget) {
        return String.format(
                Locale.ROOT,
                "worker [%s] needs %.1f GiB of memory; expected at most %.1f GiB, the host's %.1f GiB less a reserve of %.1f GiB;"
                        + " lower the task's memory or use a larger host",
                demand.name(),
                demand.memoryBytes() / GIBIBYTE,
                budget.memoryBytes() / GIBIBYTE,
                budget.totalBytes() / GIBIBYTE,
                budget.reserveBytes() / GIBIBYTE);
    }

    static String cpus(Demand demand, HostBudget budget) {
        return String.format(
                Locale.ROOT,
                "worker [%s] needs %.1f cpus; expected at most %.1f, of the host's %d; lower the task's cpus or use a larger host",
                demand.name(),
                demand.cpus(),
                Math.min(budget.cpus(), budget.cpus() * budget.overcommit()),
                budget.cpus());
    }
}
