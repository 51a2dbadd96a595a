package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec.Mount;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.lane.Lane;
import dev.tandemwork.sysbox.internal.lane.LaneLabels;
import dev.tandemwork.sysbox.internal.lane.Lanes;
import dev.tandemwork.task.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sandboxes of workers: made, found again by their names, and removed with what belongs to them. */
public final class Sandboxes {
    private static final String WORKER = "worker";

    /** The roles of what comes and goes with workers, or within a moment. */
    private static final Set<String> PASSING = Set.of(WORKER, "guard", "canary");

    /** Where the inner engine keeps its data: the volume of a sandbox. */
    static final String DATA = "/var/lib/docker";

    private static final ContainerLimits.LogBounds LOG = new ContainerLimits.LogBounds(64L << 20, 4);

    private final DockerHost host;
    private final Lanes lanes;
    private final Settings settings;

    /** In which network a sandbox is, which nobody else knows when its container was removed from outside. */
    private final Map<String, Lane> known = new ConcurrentHashMap<>();

    /** Creates the sandboxes of a runtime. */
    public Sandboxes(DockerHost host, Lanes lanes, Settings settings) {
        this.host = host;
        this.lanes = lanes;
        this.settings = settings;
    }

    DockerHost host() {
        return host;
    }

    /** Returns whether there is a sandbox of that name, running or not. */
    boolean exists(String name) {
        return find(name).isPresent();
    }

    /** Returns whether a command in the sandbox ends well. */
    boolean answers(String name, List<String> command, Duration deadline) {
        return host.exec(container(name), command, new byte[0], deadline).succeeded();
    }

    /** Returns the names of the sandboxes that there are, running or not. */
    List<String> names() {
        return host.containers(labels()).stream().map(this::name).toList();
    }

    /** Returns the containers of this owner that come and go with workers: sandboxes, and helpers of a moment. */
    List<ContainerState> all() {
        return host.containers(Map.of(LaneLabels.OWNER, settings.root().owner())).stream()
                .filter(container -> PASSING.contains(container.labels().getOrDefault(LaneLabels.ROLE, "")))
                .toList();
    }

    /** Returns the names of the sandboxes that there are volumes of. */
    List<String> volumes() {
        return host.volumes(labels()).stream().map(this::name).toList();
    }

    /** Returns which sandbox a container is. */
    String name(ContainerState container) {
        return name(container.name());
    }

    private String name(String onEngine) {
        String prefix = container("");
        return onEngine.startsWith(prefix) ? onEngine.substring(prefix.length()) : onEngine;
    }

    /** Returns the container of the sandbox, if it is there. */
    Optional<ContainerState> find(String name) {
        return host.inspect(container(name));
    }

    /** Returns the sandbox, made if it is not there, and started if it does not run. */
    Sandbox start(String name, Limits limits) {
        Optional<ContainerState> found = find(name);
        Lane lane = found.map(this::lane).orElseGet(() -> create(name, limits));
        if (found.filter(ContainerState::running).isEmpty()) {
            host.start(container(name));
        }
        known.put(name, lane);
        ContainerState started = find(name).orElseThrow(() -> gone(name));
        return new Sandbox(started, lane);
    }

    /** Returns the sandbox as it is, running or not, if it is there. */
    Optional<Sandbox> adopt(String name) {
        Optional<Sandbox> there = find(name).map(found -> new Sandbox(found, lane(found)));
        there.ifPresent(sandbox -> known.put(name, sandbox.lane()));
        return there;
    }

    private DockerException gone(String name) {
        return DockerException.of(
                DockerException.Kind.NOT_FOUND,
                "container [" + container(name) + "] is gone right after its start; expected it to be there");
    }

    /** Returns the network that a sandbox has been in since it was made, with its way out restored. */
    private Lane lane(ContainerState container) {
        String name = container.labels().getOrDefault(LaneLabels.LANE, "");
        Lane lane = lanes.adopt(name)
                .orElseThrow(() -> DockerException.of(
                        DockerException.Kind.NOT_FOUND,
                        "network [" + name + "] of container [" + container.name()
                                + "] is gone; expected it to be there as long as the container; remove the worker"));
        lanes.restore(lane);
        return lane;
    }

    private Lane create(String name, Limits limits) {
        Lane lane = lanes.acquire();
        try {
            host.createVolume(container(name), labels());
            host.create(spec(name, limits, lane));
            return lane;
        } catch (DockerException e) {
            releaseAfter(e, lane);
            throw e;
        }
    }

    /** What failed first is what is told. */
    private void releaseAfter(DockerException problem, Lane lane) {
        try {
            lanes.release(lane);
        } catch (DockerException e) {
            problem.addSuppressed(e);
        }
    }

    private ContainerSpec spec(String name, Limits limits, Lane lane) {
        Map<String, String> labels = new HashMap<>(labels());
        labels.putAll(lane.labels());
        return new ContainerSpec(
                container(name),
                settings.image(),
                List.of(),
                environment(limits, lane),
                labels,
                SandboxIsolation.of(settings.isolation(), settings.ociRuntime()),
                limits(limits),
                List.of(new Mount.Volume(container(name), DATA, false), new Mount.Memory("/run", "mode=755")),
                Optional.of(lane.attachment()));
    }

    private static ContainerLimits limits(Limits of) {
        return new ContainerLimits(of.memoryBytes(), of.cpus(), of.pids(), Optional.of(of.diskBytes()), LOG);
    }

    private static Map<String, String> environment(Limits limits, Lane lane) {
        Map<String, String> variables = new HashMap<>(lane.environment());
        variables.put("TANDEMWORK_MEMORY", String.valueOf(limits.memoryBytes()));
        variables.put("TANDEMWORK_CPUS", String.valueOf(limits.cpus()));
        return variables;
    }

    /** Ends all that runs in a sandbox; one that is not there is no error. */
    void end(String name) {
        find(name).ifPresent(found -> host.kill(found.id()));
    }

    /** Removes the sandbox with its inner engine's data, and frees its network for another. */
    void remove(String name) {
        Optional<Lane> lane = find(name)
                .flatMap(found -> lanes.adopt(found.labels().getOrDefault(LaneLabels.LANE, "")))
                .or(() -> Optional.ofNullable(known.get(name)));
        host.remove(container(name));
        host.removeVolume(container(name));
        lane.ifPresent(lanes::release);
        known.remove(name);
    }

    private Map<String, String> labels() {
        return Map.of(LaneLabels.OWNER, settings.root().owner(), LaneLabels.ROLE, WORKER);
    }

    private String container(String name) {
        return settings.root().owner() + "-" + name;
    }
}
