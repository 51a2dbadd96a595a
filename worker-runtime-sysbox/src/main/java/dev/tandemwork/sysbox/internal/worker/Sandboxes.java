package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ContainerIsolation;
import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec.Mount;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.task.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of workers: made, found again by their names, and removed with what belongs to them. */
public final class Sandboxes {
    static final String OWNER = "dev.tandemwork.owner";
    private static final String ROLE = "dev.tandemwork.role";
    private static final String WORKER = "worker";
    private static final String DATA = "/var/lib/docker";
    private static final ContainerLimits.LogBounds LOG = new ContainerLimits.LogBounds(64L << 20, 4);

    private final DockerHost host;
    private final Settings settings;

    /** Creates the containers of a runtime. */
    public Sandboxes(DockerHost host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    DockerHost host() {
        return host;
    }

    Optional<ContainerState> find(String sandbox) {
        return host.inspect(name(sandbox));
    }

    /** Returns the sandbox, made if it is not there, and started if it does not run. */
    ContainerState start(String sandbox, Limits limits, Optional<Place> place) {
        Optional<ContainerState> found = find(sandbox);
        if (found.isEmpty()) {
            create(sandbox, limits, place);
        }
        if (found.filter(ContainerState::running).isEmpty()) {
            host.start(name(sandbox));
        }
        return find(sandbox)
                .orElseThrow(() -> DockerException.of(
                        DockerException.Kind.NOT_FOUND,
                        "container [" + name(sandbox) + "] is gone right after its start; expected it to be there"));
    }

    /**
     * Where a sandbox is in the network.
     *
     * @param network the engine's name of it
     * @param nameServers what it asks for names
     * @param proxy its way out
     * @param mirror of images, for its inner engine
     */
    record Place(String network, List<String> nameServers, String proxy, Optional<String> mirror) {}

    /** A container of that name that came between is ours too, and as good. */
    private void create(String sandbox, Limits limits, Optional<Place> place) {
        host.createVolume(name(sandbox), labels());
        try {
            host.create(spec(sandbox, limits, place));
        } catch (DockerException e) {
            if (e.kind() != DockerException.Kind.CONFLICT) {
                throw e;
            }
        }
    }

    private ContainerSpec spec(String sandbox, Limits limits, Optional<Place> place) {
        return new ContainerSpec(
                name(sandbox),
                settings.image(),
                List.of(),
                environment(limits, place),
                labels(),
                isolation(),
                new ContainerLimits(limits.memoryBytes(), limits.cpus(), limits.pids(), Optional.empty(), LOG),
                List.of(new Mount.Volume(name(sandbox), DATA, false), new Mount.Memory("/run", "mode=755")),
                place.map(
                        where -> new ContainerSpec.Attachment(where.network(), Optional.empty(), where.nameServers())));
    }

    private static Map<String, String> environment(Limits limits, Optional<Place> place) {
        Map<String, String> variables = new HashMap<>();
        variables.put("TANDEMWORK_MEMORY", String.valueOf(limits.memoryBytes()));
        variables.put("TANDEMWORK_CPUS", String.valueOf(limits.cpus()));
        place.map(Place::proxy)
                .filter(proxy -> !proxy.isEmpty())
                .ifPresent(proxy -> variables.put("TANDEMWORK_PROXY", proxy));
        place.flatMap(Place::mirror).ifPresent(mirror -> variables.put("TANDEMWORK_MIRROR", mirror));
        return variables;
    }

    private ContainerIsolation isolation() {
        return switch (settings.isolation()) {
            case SYSBOX ->
                new ContainerIsolation(
                        Optional.of(settings.ociRuntime()), List.of(), List.of(), List.of(), List.of(), false, false);
            case UNSAFE_FOR_TESTS ->
                new ContainerIsolation(
                        Optional.empty(),
                        List.of("ALL"),
                        List.of("SYS_RESOURCE"),
                        List.of("seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined"),
                        List.of("a *:* rwm"),
                        false,
                        false);
        };
    }

    /** Removes the sandbox with its inner engine's data. */
    void remove(String sandbox) {
        host.remove(name(sandbox));
        host.removeVolume(name(sandbox));
    }

    Map<String, String> labels() {
        return Map.of(OWNER, settings.root().owner(), ROLE, WORKER);
    }

    private String name(String sandbox) {
        return "tandemwork-" + settings.root().owner() + "-" + sandbox;
    }
}
