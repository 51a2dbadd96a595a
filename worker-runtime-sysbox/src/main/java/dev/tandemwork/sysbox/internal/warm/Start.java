package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Demand;
import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.admission.StartPermit;
import dev.tandemwork.sysbox.internal.warm.WarmEvent.Why;
import org.jspecify.annotations.Nullable;

/** A warm worker that is being started. What changes is guarded by the stock. */
final class Start {
    private final WarmRecipe recipe;
    private final WarmKey key;
    private final Demand demand;
    private final Reservation reservation;
    private final StartPermit permit;
    private @Nullable Thread runner;
    private @Nullable Why doom;

    Start(WarmRecipe recipe, Reservation reservation, StartPermit permit) {
        this.recipe = recipe;
        this.key = recipe.key();
        this.demand = reservation.demand();
        this.reservation = reservation;
        this.permit = permit;
    }

    WarmRecipe recipe() {
        return recipe;
    }

    WarmKey key() {
        return key;
    }

    Demand demand() {
        return demand;
    }

    Reservation reservation() {
        return reservation;
    }

    @Nullable
    Why doom() {
        return doom;
    }

    /** Returns whether it is still to be started, by the thread that asks. */
    boolean begin() {
        runner = doom == null ? Thread.currentThread() : null;
        return runner != null;
    }

    /** It won't be interrupted any more. An interrupt that came too late is taken back. */
    void end() {
        runner = null;
        if (doom != null) {
            Thread.interrupted();
        }
    }

    /** Stops it. Returns whether it had begun, so that there is something to wait for. */
    boolean stop(Why why) {
        doom = why;
        Thread running = runner;
        if (running != null) {
            running.interrupt();
        }
        return running != null;
    }

    /** Another may start. */
    void releasePermit() {
        permit.close();
    }

    /** There is nothing left of it. */
    void release() {
        permit.close();
        reservation.close();
    }
}
