package dev.tandemwork.sysbox.internal.docker;

import java.util.List;
import java.util.Optional;

/**
 * How a container is kept apart from its host.
 *
 * @param runtime the OCI runtime to ask for; empty for the engine's own
 * @param addCapabilities beyond the default
 * @param dropCapabilities of the default
 * @param securityOptions as {@code docker run --security-opt} takes them
 * @param deviceRules as {@code docker run --device-cgroup-rule} takes them
 * @param hostNetwork whether it is in its host's network; for helpers of a moment only
 * @param readOnlyRoot whether its own files can't be changed
 */
public record ContainerIsolation(
        Optional<String> runtime,
        List<String> addCapabilities,
        List<String> dropCapabilities,
        List<String> securityOptions,
        List<String> deviceRules,
        boolean hostNetwork,
        boolean readOnlyRoot) {
    /** Copies the lists. */
    public ContainerIsolation {
        addCapabilities = List.copyOf(addCapabilities);
        dropCapabilities = List.copyOf(dropCapabilities);
        securityOptions = List.copyOf(securityOptions);
        deviceRules = List.copyOf(deviceRules);
    }
}
