package dev.tandemwork.sysbox.internal.cache;

import dev.tandemwork.sysbox.internal.docker.ContainerIsolation;
import dev.tandemwork.sysbox.internal.docker.ContainerLimits;
import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.docker.ShortRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Copies volumes with all that an engine's storage consists of: owners, devices, and attributes that only root may set. */
final class VolumeCopy {
    /** A container has no other way to the attributes of layers than the right to administer the system. */
    private static final List<String> CAPABILITIES =
            List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "MKNOD", "SETFCAP", "SYS_ADMIN");

    private static final long MEMORY = 512L << 20;
    private static final ContainerLimits LIMITS =
            new ContainerLimits(MEMORY, 2, 64, Optional.empty(), new ContainerLimits.LogBounds(1 << 20, 2));

    private final DockerHost host;
    private final GoldenSettings settings;

    VolumeCopy(DockerHost host, GoldenSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** Copies all of a volume that nobody writes to into one that is empty. */
    void copy(String from, String to) {
        ExecResult result = ShortRun.of(host, spec(from, to), settings.deadline());
        if (!result.succeeded()) {
            throw DockerException.of(
                    DockerException.Kind.REFUSED,
                    "volume [" + from + "] could not be copied: ["
                            + result.stdout().strip() + "]; expected room on the engine's disk; make some");
        }
    }

    private ContainerSpec spec(String from, String to) {
        return new ContainerSpec(
                settings.owner() + "-copy-" + UUID.randomUUID(),
                settings.image(),
                List.of("bash", "-c", "exec cp --archive --reflink=auto --sparse=auto /from/. /to/ 2>&1"),
                Map.of(),
                Map.of("dev.tandemwork.owner", settings.owner(), "dev.tandemwork.role", "copy"),
                new ContainerIsolation(
                        Optional.of("runc"),
                        CAPABILITIES,
                        List.of("ALL"),
                        List.of("no-new-privileges"),
                        List.of(),
                        false,
                        true),
                LIMITS,
                List.of(
                        new ContainerSpec.Mount.Volume(from, "/from", true),
                        new ContainerSpec.Mount.Volume(to, "/to", false)),
                Optional.empty());
    }
}
