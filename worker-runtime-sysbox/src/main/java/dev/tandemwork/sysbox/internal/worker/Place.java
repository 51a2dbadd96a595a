package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.admission.Reservation;
import dev.tandemwork.sysbox.internal.admission.StartPermit;
import java.util.Optional;

/**
 * What a worker takes of its host. Closing it gives all of it back.
 *
 * @param share of memory, processors and places, which it has until its end
 * @param start the permission to be starting, which it has until its inner engine is ready; none if it is
 */
record Place(Reservation share, Optional<StartPermit> start) implements AutoCloseable {
    /** Returns the place of a worker whose sandbox has started. */
    static Place ofStarted(Reservation share) {
        return new Place(share, Optional.empty());
    }

    /** Lets others start. */
    void started() {
        start.ifPresent(StartPermit::close);
    }

    @Override
    public void close() {
        started();
        share.close();
    }
}
