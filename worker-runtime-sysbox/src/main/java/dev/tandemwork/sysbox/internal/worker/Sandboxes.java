package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.cache.ImageCache;
import dev.tandemwork.sysbox.internal.cache.GoldenSettings;
import dev.tandemwork.sysbox.internal.cache.GoldenVolumes;
import dev.tandemwork.sysbox.internal.cache.LeasedVolumes;
import dev.tandemwork.sysbox.internal.cache.Source;
import dev.tandemwork.sysbox.internal.cache.VolumeSeed;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.lane.Lane;
import dev.tandemwork.sysbox.internal.lane.LaneLabels;
import dev.tandemwork.sysbox.internal.lane.Lanes;
import dev.tandemwork.task.Limits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The sandboxes of workers: made, found again by their names, and removed with what belongs to them. */
public final class Sandboxes {
    static final String WORKER = "worker";

    /** The roles of what comes and goes with workers, or within a moment. */
    private static final Set<String> PASSING = Set.of(WORKER, SandboxSeed.ROLE, "copy", "guard", "canary");

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration COPY = Duration.ofMinutes(5);

    private final DockerHost host;
    private final Lanes lanes;
    private final SandboxSpecs specs;
    private final LeasedVolumes images;

    /** In which network a sandbox is, which nobody else knows when its container was removed from outside. */
    private final Map<String, Lane> known = new ConcurrentHashMap<>();

    /** Which volume of a cache a sandbox has, which nobody else knows then either. */
    private final Map<String, String> leased = new ConcurrentHashMap<>();

    private final NetworkTests networks;

    /** The names of those that no worker has, and that are somebody's all the same. */
    private final Set<String> live;

    private Sandboxes(DockerHost host, Lanes lanes, SandboxSpecs specs, LeasedVolumes images, Set<String> live) {
        this.host = host;
        this.lanes = lanes;
        this.specs = specs;
        this.images = images;
        this.live = live;
        this.networks = new NetworkTests(specs.settings().selfTest(host));
    }

    /** Returns the sandboxes of a runtime, with the volumes of those that there are. */
    public static Sandboxes open(DockerHost host, Lanes lanes, Settings settings, Provisions provisions) {
        SandboxSpecs specs = new SandboxSpecs(settings, provisions.repositories());
        Set<String> live = ConcurrentHashMap.newKeySet();
        SandboxSeed seed = new SandboxSeed(host, lanes, specs, live);
        Optional<Source> source = provisions.cache().map(choice -> source(host, settings, choice, seed));
        Sandboxes sandboxes = new Sandboxes(host, lanes, specs, LeasedVolumes.of(host, source), live);
        sandboxes.adoptVolumes();
        return sandboxes;
    }

    private static Source source(DockerHost host, Settings settings, ImageCache choice, VolumeSeed seed) {
        GoldenSettings golden = new GoldenSettings(settings.root().owner(), settings.image(), COPY);
        return new Source(
                choice.provider().orElseGet(() -> GoldenVolumes.of(host, golden, seed)),
                choice.key(settings.imageId()),
                LEASE,
                work -> Daemon.start("cache", work));
    }

    private void adoptVolumes() {
        host.containers(specs.labels(WORKER)).stream()
                .flatMap(container -> leased(container).stream())
                .forEach(images::adopt);
        images.removeUnused();
    }

    /** Returns which volume of a cache a sandbox has. */
    static Optional<String> leased(ContainerState container) {
        return Optional.ofNullable(container.labels().get(SandboxSpecs.LEASED));
    }

    DockerHost host() {
        return host;
    }

    /** Returns whether there is a sandbox of that name, running or not. */
    boolean exists(String name) {
        return find(name).isPresent();
    }

    /** Returns the engine in a sandbox. */
    InnerEngine engine(String name) {
        return new InnerEngine(host, container(name));
    }

    /** Returns the names of the sandboxes that there are, running or not. */
    List<String> names() {
        return host.containers(specs.labels(WORKER)).stream().map(this::name).toList();
    }

    /** Returns the names of the sandboxes that run. */
    Set<String> running() {
        return host.containers(specs.labels(WORKER)).stream()
                .filter(ContainerState::running)
                .map(this::name)
                .collect(Collectors.toSet());
    }

    /** Returns the containers of this owner that come and go with workers: sandboxes, and helpers of a moment. */
    List<ContainerState> all() {
        return host.containers(Map.of(LaneLabels.OWNER, specs.settings().root().owner())).stream()
                .filter(container -> PASSING.contains(container.labels().getOrDefault(LaneLabels.ROLE, "")))
                .toList();
    }

    /** Returns the names of the sandboxes that there are volumes of. */
    List<String> volumes() {
        return host.volumes(specs.labels(WORKER)).stream().map(this::name).toList();
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

    /** Returns the sandbox, made if it is not there, and started if it does not run; what it lacks is told. */
    Sandbox start(String name, Limits limits, Consumer<String> told) {
        Optional<ContainerState> found = find(name);
        Lane lane = found.map(this::lane).orElseGet(() -> create(name, limits, told));
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

    private Lane create(String name, Limits limits, Consumer<String> told) {
        Lane lane = lanes.acquire();
        try {
            Optional<String> volume = images.lease(told);
            volume.ifPresentOrElse(
                    of -> leased.put(name, of), () -> host.createVolume(container(name), specs.labels(WORKER)));
            host.create(specs.worker(name, limits, lane, volume));
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

    /** Ends all that runs in a sandbox; one that is not there is no error. */
    void end(String name) {
        find(name).ifPresent(found -> host.kill(found.id()));
    }

    /** Removes the sandbox with its inner engine's data, and frees its network for another. */
    void remove(String name) {
        Optional<ContainerState> found = find(name);
        Optional<Lane> lane = found.flatMap(there -> lanes.adopt(there.labels().getOrDefault(LaneLabels.LANE, "")))
                .or(() -> Optional.ofNullable(known.get(name)));
        Optional<String> volume = found.flatMap(Sandboxes::leased).or(() -> Optional.ofNullable(leased.get(name)));
        host.remove(container(name));
        host.removeVolume(container(name));
        volume.ifPresent(images::release);
        leased.remove(name);
        lane.ifPresent(lanes::release);
        known.remove(name);
        networks.forget(container(name));
    }

    /** Returns the tests of their networks. */
    NetworkTests networks() {
        return networks;
    }

    /** Keeps a sandbox from being taken for nobody's, until a worker is known to have it. */
    void keep(String name) {
        live.add(name);
    }

    void letGo(String name) {
        live.remove(name);
    }

    /** Returns the names of those that are kept or that workers have: a worker has one before that is let go. */
    Set<String> inUse() {
        Set<String> inUse = new HashSet<>(live);
        inUse.addAll(specs.settings().root().sandboxes());
        return inUse;
    }

    /** Returns what sandboxes can reach, which none can be given later. */
    String network() {
        return specs.settings().egress() + " " + lanes.mirror();
    }

    /** Returns what sandboxes find inside, which none can be given later. */
    String storage() {
        return images.content() + " " + specs.repositories();
    }

    private String container(String name) {
        return specs.container(name);
    }

    /** Ends the cache that volumes are of; those that are leased stay so. */
    public void close() {
        images.close();
    }
}
