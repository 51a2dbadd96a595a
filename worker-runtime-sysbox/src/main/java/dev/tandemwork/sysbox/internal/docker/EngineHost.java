package dev.tandemwork.sysbox.internal.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.Info;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An engine that is talked to over its API. */
final class EngineHost implements DockerHost {
    private final EngineConnection engine;
    private final Containers containers;
    private final Networks networks;
    private final Volumes volumes;
    private final Execs execs;
    private final Logs logs;
    private final Folders folders;

    private EngineHost(EngineConnection engine) {
        this.engine = engine;
        this.containers = new Containers(engine);
        this.networks = new Networks(engine);
        this.volumes = new Volumes(engine);
        this.execs = new Execs(engine);
        this.logs = new Logs(engine);
        this.folders = new Folders(engine);
    }

    static EngineHost over(EngineConnection engine) {
        return new EngineHost(engine);
    }

    @Override
    public EngineInfo info() {
        Ask ask = new Ask(DockerCall.INFO, "engine", engine.deadlines().answer());
        return engine.get(ask, () -> describe(engine.client().infoCmd().exec()));
    }

    private EngineInfo describe(Info info) {
        return new EngineInfo(
                Told.required("ServerVersion", info.getServerVersion()),
                engine.newestApi(),
                Optional.ofNullable(info.getRuntimes()).map(Map::keySet).orElse(Set.of()),
                Told.required("MemTotal", info.getMemTotal()),
                Told.required("NCPU", info.getNCPU()),
                Told.required("Driver", info.getDriver()),
                Path.of(Told.required("DockerRootDir", info.getDockerRootDir())),
                Told.required("OperatingSystem", info.getOperatingSystem()),
                String.valueOf(info.getKernelVersion()),
                Boolean.TRUE.equals(info.getSwapLimit()));
    }

    @Override
    public Optional<ImageState> image(String reference) {
        String subject = "image [" + reference + "]";
        return engine.get(
                new Ask(DockerCall.INSPECT, subject, engine.deadlines().answer()), () -> find(reference));
    }

    private Optional<ImageState> find(String reference) {
        try {
            InspectImageResponse found =
                    engine.client().inspectImageCmd(reference).exec();
            Map<String, String> labels = Optional.ofNullable(found.getConfig())
                    .map(ContainerConfig::getLabels)
                    .orElse(Map.of());
            return Optional.of(new ImageState(Told.required("Id", found.getId()), labels));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public String create(ContainerSpec spec) {
        return containers.create(spec);
    }

    @Override
    public void start(String container) {
        containers.start(container);
    }

    @Override
    public void rename(String container, String name) {
        containers.rename(container, name);
    }

    @Override
    public void stop(String container, Duration grace) {
        containers.stop(container, grace);
    }

    @Override
    public void kill(String container) {
        containers.kill(container);
    }

    @Override
    public void remove(String container) {
        containers.remove(container);
    }

    @Override
    public Optional<ContainerState> inspect(String container) {
        return containers.inspect(container);
    }

    @Override
    public long written(String container) {
        return containers.written(container);
    }

    @Override
    public long processes(String container) {
        return containers.processes(container);
    }

    @Override
    public List<ContainerState> containers(Map<String, String> labels) {
        return containers.containers(labels);
    }

    @Override
    public ExecResult exec(String container, List<String> command, byte[] input, Duration deadline) {
        return execs.exec(container, command, input, deadline);
    }

    @Override
    public LogSubscription follow(String container, Optional<Instant> since, LogSink sink) {
        return logs.follow(container, since, sink);
    }

    @Override
    public long fetch(String container, String path, Destination to) {
        return folders.fetch(container, path, to);
    }

    @Override
    public Optional<Map<String, byte[]>> read(String container, String path, long maxBytes) {
        return folders.read(container, path, maxBytes);
    }

    @Override
    public String createNetwork(NetworkSpec spec) {
        return networks.create(spec);
    }

    @Override
    public void connect(String network, String container, Optional<String> address) {
        networks.connect(network, container, address);
    }

    @Override
    public void disconnect(String network, String container) {
        networks.disconnect(network, container);
    }

    @Override
    public void removeNetwork(String network) {
        networks.remove(network);
    }

    @Override
    public List<NetworkState> networks(Map<String, String> labels) {
        return networks.networks(labels);
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        volumes.create(name, labels);
    }

    @Override
    public void removeVolume(String name) {
        volumes.remove(name);
    }

    @Override
    public List<String> volumes(Map<String, String> labels) {
        return volumes.volumes(labels);
    }

    @Override
    public void close() {
        engine.close();
    }
}
