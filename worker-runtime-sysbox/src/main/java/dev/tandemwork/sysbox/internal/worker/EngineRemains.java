package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.cache.GoldenVolumes;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.NetworkState;
import dev.tandemwork.sysbox.internal.lane.LaneLabels;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an installation has on an engine, less what the workers that are needed have. */
public final class EngineRemains implements AutoCloseable {
    private static final String ROLE = LaneLabels.ROLE;

    /** What a worker is in besides its sandbox; all workers share the latter two, and images are kept in volumes. */
    private static final String LANE = "lane";

    private static final Set<String> SHARED = Set.of("outer", "mirror");
    private static final String WORKER = "worker";

    private final WorkerRoot root;
    private final DockerHost host;
    private final Map<String, Runnable> removals = new LinkedHashMap<>();

    private EngineRemains(WorkerRoot root, DockerHost host) {
        this.root = root;
        this.host = host;
    }

    /** Finds what is left; the host is closed with it. */
    public static EngineRemains find(WorkerRoot root, DockerHost host, Predicate<WorkerId> needed) {
        EngineRemains remains = new EngineRemains(root, host);
        remains.collect(needed);
        return remains;
    }

    private void collect(Predicate<WorkerId> needed) {
        Set<String> kept = root.folders().stream()
                .filter(folder -> needed.test(folder.id()))
                .map(folder -> root.owner() + "-" + sandbox(folder))
                .collect(Collectors.toSet());
        List<ContainerState> containers = host.containers(Map.of(LaneLabels.OWNER, root.owner()));
        Set<String> lanes = containers.stream()
                .filter(container -> kept.contains(container.name()))
                .flatMap(container -> Optional.ofNullable(container.labels().get(LaneLabels.LANE)).stream())
                .collect(Collectors.toSet());
        workers(needed);
        containers.stream()
                .filter(container -> !isKept(container, kept, lanes))
                .sorted(Comparator.comparing(ContainerState::name))
                .forEach(container -> put("container " + container.name(), () -> host.remove(container.id())));
        volumes(WORKER, kept);
        volumes(GoldenVolumes.COPY, leased(containers, kept));
        networks(kept, lanes);
    }

    private static Set<String> leased(List<ContainerState> containers, Set<String> kept) {
        return containers.stream()
                .filter(container -> kept.contains(container.name()))
                .flatMap(container -> Sandboxes.leased(container).stream())
                .collect(Collectors.toSet());
    }

    private void volumes(String role, Set<String> kept) {
        host.volumes(Map.of(LaneLabels.OWNER, root.owner(), ROLE, role)).stream()
                .filter(volume -> !kept.contains(volume))
                .sorted()
                .forEach(volume -> put("volume " + volume, () -> host.removeVolume(volume)));
    }

    private static boolean isKept(ContainerState container, Set<String> kept, Set<String> lanes) {
        String role = container.labels().getOrDefault(ROLE, "");
        boolean isShared = SHARED.contains(role) && !kept.isEmpty();
        return isShared
                || kept.contains(container.name())
                || !role.equals(WORKER) && lanes.contains(container.labels().getOrDefault(LaneLabels.LANE, ""));
    }

    private void networks(Set<String> kept, Set<String> lanes) {
        host.networks(Map.of(LaneLabels.OWNER, root.owner())).stream()
                .filter(network -> !isKept(network, kept, lanes))
                .sorted(Comparator.comparing(NetworkState::name))
                .forEach(network -> put("network " + network.name(), () -> host.removeNetwork(network.name())));
    }

    private static boolean isKept(NetworkState network, Set<String> kept, Set<String> lanes) {
        String role = network.labels().getOrDefault(ROLE, "");
        return role.equals(LANE) ? lanes.contains(network.name()) : SHARED.contains(role) && !kept.isEmpty();
    }

    private void workers(Predicate<WorkerId> needed) {
        root.folders().stream()
                .filter(folder -> !needed.test(folder.id()))
                .forEach(folder -> put("worker " + folder.id(), () -> forget(folder)));
    }

    private static String sandbox(WorkerFolder folder) {
        return folder.record()
                .read()
                .map(SandboxRecord::sandbox)
                .orElse(folder.id().value());
    }

    private void forget(WorkerFolder folder) {
        try {
            root.remove(folder);
        } catch (IOException e) {
            throw WorkerException.of(
                    WorkerFailure.of(
                            WorkerFailure.Kind.WORKSPACE,
                            "folder [" + folder.path() + "] can't be removed: " + e
                                    + "; expected a folder that can be written to"),
                    e);
        }
    }

    private void put(String name, Runnable removal) {
        removals.put(name, removal);
    }

    /** Returns the names of all of it. */
    public List<String> names() {
        return List.copyOf(removals.keySet());
    }

    /** Removes one of it. */
    public void remove(String name) {
        Optional.ofNullable(removals.get(name)).ifPresent(Runnable::run);
    }

    @Override
    public void close() {
        host.close();
    }
}
