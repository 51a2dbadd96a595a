package dev.tandemwork.sysbox;

import dev.tandemwork.sysbox.internal.check.HostNeeds;
import dev.tandemwork.sysbox.internal.check.Inspection;
import java.util.List;

/**
 * Looks whether a host has what workers need, before any of them is started. Nothing of what is found wrong is thrown.
 *
 * <p>What can't be looked at because something before it is missing is left out: without an engine there is one failed
 * check, and not ten.
 */
public final class Preflight {
    private final HostNeeds needs;

    Preflight(HostNeeds needs) {
        this.needs = needs;
    }

    /** Looks at the engine, Sysbox, the images, the kernel, and what the host has left. Nothing is started or made. */
    public List<HostCheck> look() {
        return Inspection.of(needs).look();
    }

    /**
     * Looks at the same, and if nothing of it has failed, starts one worker as a task would have it, without a task: in a
     * network of its own, until its inner engine is ready and its network was tested. It takes some seconds, and nothing
     * of it is left.
     */
    public List<HostCheck> tryOut() {
        return Inspection.of(needs).tryOut();
    }
}
