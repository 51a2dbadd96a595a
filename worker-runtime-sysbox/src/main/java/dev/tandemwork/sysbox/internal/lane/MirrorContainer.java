package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.RegistryMirror;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The container of an owner's mirror. */
final class MirrorContainer {
    static final String ROLE = "mirror";
    private static final String DIGEST = "dev.tandemwork.mirror";
    private static final int PORT = 5000;
    private static final long MEMORY = 512L << 20;
    private static final String STORAGE = "/var/lib/docker-registry";
    private static final Script START = Script.named("mirror.sh");
    private static final Script LISTENING = Script.named("listening.sh");
    private static final Duration READY = Duration.ofSeconds(20);
    private static final int TENTHS = 150;

    private final DockerHost host;
    private final String owner;
    private final OuterNetwork outer;
    private final RegistryMirror.PullThrough settings;

    MirrorContainer(DockerHost host, String owner, OuterNetwork outer, RegistryMirror.PullThrough settings) {
        this.host = host;
        this.owner = owner;
        this.outer = outer;
        this.settings = settings;
    }

    MirrorPlace place() {
        return new MirrorPlace(outer.mirrorAddress(), PORT);
    }

    /** Makes it, or finds it; one that was made otherwise is replaced. */
    void open() {
        boolean isOther = host.inspect(name(owner))
                .filter(there -> !digest().equals(there.labels().get(DIGEST)))
                .isPresent();
        if (isOther) {
            host.remove(name(owner));
        }
        start();
    }

    /** Two workers may come at once. */
    synchronized void restore() {
        if (host.inspect(name(owner)).filter(ContainerState::running).isEmpty()) {
            start();
        }
    }

    private void start() {
        if (host.inspect(name(owner)).isEmpty()) {
            create();
        }
        host.start(name(owner));
        awaitListening();
    }

    private void create() {
        host.createVolume(name(owner), LaneLabels.of(owner, ROLE));
        host.create(new ContainerSpec(
                name(owner),
                settings.image(),
                START.command(STORAGE, PORT),
                Map.of("TANDEMWORK_UPSTREAM", settings.upstream().toString()),
                labels(),
                Sidecars.isolation(false, "CHOWN", "SETGID", "SETPCAP", "SETUID"),
                Sidecars.limits(MEMORY),
                List.of(
                        new ContainerSpec.Mount.Volume(name(owner), STORAGE, false),
                        new ContainerSpec.Mount.Memory("/tmp", "mode=1777,size=4m")),
                Optional.of(outer.attachment(Optional.of(outer.mirrorAddress())))));
    }

    private void awaitListening() {
        List<String> command = LISTENING.command("127.0.0.1", PORT, TENTHS);
        ExecResult ready = host.exec(name(owner), command, new byte[0], READY);
        if (!ready.succeeded()) {
            throw DockerException.of(
                    DockerException.Kind.REFUSED,
                    "mirror [" + name(owner) + "] does not listen; expected to within 15 s; see whether it can reach ["
                            + settings.upstream() + "], and read its log");
        }
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(LaneLabels.of(owner, ROLE));
        labels.put(DIGEST, digest());
        return labels;
    }

    /** What differs where the settings do. */
    private String digest() {
        String all = settings.image() + " " + settings.upstream() + " " + outer.mirrorAddress();
        return HexFormat.of().formatHex(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(String owner) {
        return owner + "-mirror";
    }
}
