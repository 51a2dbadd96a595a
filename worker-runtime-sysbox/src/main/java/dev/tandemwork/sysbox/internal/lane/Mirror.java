package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.RegistryMirror;
import dev.tandemwork.sysbox.internal.docker.DockerHost;

/**
 * The mirror of images: one for all workers of an owner, so that an image is pulled once from outside.
 *
 * <p>One of our own is in the outer network only, goes with it, and is found by the next program if this one dies; its
 * images outlive it, in a volume. Workers reach a mirror through their proxies, which let them read and not write: a worker
 * can't put an image there for another, nor get anywhere by it.
 */
public final class Mirror {
    private final MirrorPlace place;
    private final Runnable upkeep;

    private Mirror(MirrorPlace place, Runnable upkeep) {
        this.place = place;
        this.upkeep = upkeep;
    }

    /** Returns the mirror; one of the owner's own was made or found, and takes connections. */
    public static Mirror open(DockerHost host, String owner, OuterNetwork outer, RegistryMirror choice) {
        if (choice instanceof RegistryMirror.Running running) {
            return new Mirror(MirrorPlace.of(running.url(), outer.gateway()), () -> {});
        }
        MirrorContainer container = new MirrorContainer(host, owner, outer, (RegistryMirror.PullThrough) choice);
        container.open();
        return new Mirror(container.place(), container::restore);
    }

    MirrorPlace place() {
        return place;
    }

    /** Makes sure that it runs: after a restart of the engine it does not. */
    void restore() {
        upkeep.run();
    }
}
