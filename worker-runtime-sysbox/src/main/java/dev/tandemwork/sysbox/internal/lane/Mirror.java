package dev.tandemwork.sysbox.internal.lane;

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

/**
 * The mirror of images: one for all workers of an owner, so that an image is pulled once from outside.
 *
 * <p>It is in the outer network only. Workers reach it through their proxies, which let them read and not write: a
 * worker can't put an image there for another, nor get anywhere by it. Its images outlive it, in a volume.
 */
public final class Mirror {
    private static final String ROLE = "mirror";
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
    private final MirrorSettings settings;

    private Mirror(DockerHost host, String owner, OuterNetwork outer, MirrorSettings settings) {
        this.host = host;
        this.owner = owner;
        this.outer = outer;
        this.settings = settings;
    }

    /** Returns where the owner's mirror listens, after it was made or found and takes connections. */
    public static MirrorPlace open(DockerHost host, String owner, OuterNetwork outer, MirrorSettings settings) {
        return new Mirror(host, owner, outer, settings).start();
    }

    /** Removes the mirror of an owner; its images stay, unless they are to go as well. */
    public static void remove(DockerHost host, String owner, boolean images) {
        host.remove(name(owner));
        if (images) {
            host.removeVolume(name(owner));
        }
    }

    private MirrorPlace start() {
        Optional<ContainerState> there = host.inspect(name(owner));
        if (there.filter(state -> !digest().equals(state.labels().get(DIGEST))).isPresent()) {
            host.remove(name(owner));
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            create();
        }
        host.start(name(owner));
        awaitListening();
        return new MirrorPlace(outer.mirrorAddress(), PORT);
    }

    private void create() {
        host.createVolume(name(owner), LaneLabels.of(owner, ROLE));
        host.create(new ContainerSpec(
                name(owner),
                settings.image(),
                START.command(STORAGE, PORT),
                settings.upstream()
                        .map(url -> Map.of("TANDEMWORK_UPSTREAM", url))
                        .orElse(Map.of()),
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
                    "mirror [" + name(owner) + "] does not listen; expected to within 15 s; read its log");
        }
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(LaneLabels.of(owner, ROLE));
        labels.put(DIGEST, digest());
        return labels;
    }

    /** What differs where the settings do. */
    private String digest() {
        String all = settings.image() + " " + settings.upstream().orElse("") + " " + outer.mirrorAddress();
        return HexFormat.of().formatHex(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(String owner) {
        return owner + "-mirror";
    }
}
