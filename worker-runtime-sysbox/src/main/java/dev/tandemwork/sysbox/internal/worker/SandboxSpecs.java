package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec.Mount;
import dev.tandemwork.sysbox.internal.lane.Lane;
import dev.tandemwork.sysbox.internal.lane.LaneLabels;
import dev.tandemwork.task.Limits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What containers of sandboxes are made of.
 *
 * @param settings the runtime's
 * @param repositories a folder of the engine's host with mirrors of repositories
 */
record SandboxSpecs(Settings settings, Optional<Path> repositories) {
    /** Which volume of a cache a sandbox has; one without this has a volume of its own name. */
    static final String LEASED = "dev.tandemwork.leased";

    private static final ContainerLimits.LogBounds LOG = new ContainerLimits.LogBounds(64L << 20, 4);

    /** Where the inner engine keeps its data: on a volume, because it can't be on an overlay. */
    static final String DATA = "/var/lib/docker";

    private static final String REPOSITORIES = "/mirrors";

    /** Returns the labels of what is made for {@code role}. */
    Map<String, String> labels(String role) {
        return Map.of(LaneLabels.OWNER, settings.root().owner(), LaneLabels.ROLE, role);
    }

    /** Returns what is called {@code name} on the engine. */
    String container(String name) {
        return settings.root().owner() + "-" + name;
    }

    /** Returns the container of a worker. */
    ContainerSpec worker(String name, Limits limits, Lane lane, Optional<String> leased) {
        Map<String, String> labels = new HashMap<>(labels(Sandboxes.WORKER));
        leased.ifPresent(volume -> labels.put(LEASED, volume));
        return of(name, labels, limits, lane, leased.orElse(container(name)));
    }

    /** Returns a container like a worker's, whose engine keeps its data in {@code volume}. */
    ContainerSpec of(String name, Map<String, String> labels, Limits limits, Lane lane, String volume) {
        Map<String, String> all = new HashMap<>(labels);
        all.putAll(lane.labels());
        return new ContainerSpec(
                container(name),
                settings.image(),
                List.of(),
                environment(limits, lane),
                all,
                SandboxIsolation.of(settings.isolation(), settings.ociRuntime()),
                new ContainerLimits(
                        limits.memoryBytes(), limits.cpus(), limits.pids(), Optional.of(limits.diskBytes()), LOG),
                mounts(volume),
                Optional.of(lane.attachment()));
    }

    private List<Mount> mounts(String volume) {
        Stream<Mount> always = Stream.of(new Mount.Volume(volume, DATA, false), new Mount.Memory("/run", "mode=755"));
        return Stream.concat(always, repositories.stream().map(SandboxSpecs::mirrors))
                .toList();
    }

    private static Mount mirrors(Path folder) {
        return new Mount.ReadOnlyFolder(folder.toString(), REPOSITORIES);
    }

    private static Map<String, String> environment(Limits limits, Lane lane) {
        Map<String, String> variables = new HashMap<>(lane.environment());
        variables.put("TANDEMWORK_MEMORY", String.valueOf(limits.memoryBytes()));
        variables.put("TANDEMWORK_CPUS", String.valueOf(limits.cpus()));
        return variables;
    }
}
