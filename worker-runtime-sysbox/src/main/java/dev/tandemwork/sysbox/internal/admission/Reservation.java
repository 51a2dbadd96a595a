package dev.tandemwork.sysbox.internal.admission;

import java.util.function.Consumer;

/**
 * A worker's share of its host, from before it is made until nothing is left of it. Safe for use by several threads; closing
 * it gives the share back, and closing it again has no effect.
 */
public final class Reservation implements AutoCloseable {
    private final Admission admission;
    private Demand demand;
    private boolean warm;
    private boolean open = true;

    Reservation(Admission admission, Demand demand, boolean warm) {
        this.admission = admission;
        this.demand = demand;
        this.warm = warm;
    }

    /** Returns what is reserved. */
    public Demand demand() {
        return admission.read(() -> demand);
    }

    /** Returns whether this is a warm worker's, which has no task yet. */
    public boolean isWarm() {
        return admission.read(() -> warm);
    }

    /** Makes this the share of worker {@code name}, which has a task: it is not given up for others any more. */
    public void use(String name) {
        admission.change(ledger -> {
            if (open && warm) {
                ledger.use(demand);
            }
            warm = false;
            demand = demand.withName(name);
        });
    }

    @Override
    public void close() {
        Consumer<Ledger> giveBack = ledger -> {
            if (open) {
                ledger.remove(demand, warm);
            }
            open = false;
        };
        admission.change(giveBack);
    }
}
