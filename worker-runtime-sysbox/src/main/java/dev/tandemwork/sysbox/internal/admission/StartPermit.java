package dev.tandemwork.sysbox.internal.admission;

/** The permission to be starting. Closed when the worker has started, or has failed to; closing it again has no effect. */
public final class StartPermit implements AutoCloseable {
    private final Admission admission;
    private boolean open = true;

    StartPermit(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void close() {
        admission.changeStarts(() -> {
            int given = open ? -1 : 0;
            open = false;
            return given;
        });
    }
}
