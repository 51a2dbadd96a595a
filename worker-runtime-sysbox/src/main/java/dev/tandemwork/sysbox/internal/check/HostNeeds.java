package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.Isolation;
import dev.tandemwork.sysbox.RegistryMirror;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What workers need of their host.
 *
 * @param engine where it listens
 * @param isolation of workers from their host
 * @param ociRuntime what the engine calls Sysbox
 * @param images by what they are for; those of the worker and of the proxy must be among them
 * @param egress which hosts workers may reach
 * @param mirror where their engines pull images from; empty for nowhere but outside
 */
public record HostNeeds(
        URI engine,
        Isolation isolation,
        String ociRuntime,
        Map<String, String> images,
        EgressPolicy egress,
        Optional<RegistryMirror> mirror) {
    /** What the worker's image is for. */
    public static final String WORKER = "worker";

    /** What the proxy's image is for. */
    public static final String PROXY = "proxy";

    /** What the image of a registry mirror is for. */
    public static final String MIRROR = "mirror";

    /** Copies the map, and keeps its order. */
    public HostNeeds {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    String workerImage() {
        return images.getOrDefault(WORKER, "");
    }

    String proxyImage() {
        return images.getOrDefault(PROXY, "");
    }

    HostNeeds withOciRuntime(String name) {
        return new HostNeeds(engine, isolation, name, images, egress, mirror);
    }
}
