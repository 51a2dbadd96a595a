package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.Isolation;
import dev.tandemwork.sysbox.internal.docker.ContainerIsolation;
import java.util.List;
import java.util.Optional;

/** What an engine is asked for, so that a sandbox is kept apart from its host and can have an engine of its own. */
public final class SandboxIsolation {
    private SandboxIsolation() {}

    /** Returns the isolation of sandboxes; {@code ociRuntime} is empty where the engine's own runtime is Sysbox. */
    public static ContainerIsolation of(Isolation isolation, String ociRuntime) {
        return switch (isolation) {
            case SYSBOX -> sysbox(Optional.of(ociRuntime).filter(name -> !name.isEmpty()));
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

    private static ContainerIsolation sysbox(Optional<String> ociRuntime) {
        return new ContainerIsolation(ociRuntime, List.of(), List.of(), List.of(), List.of(), false, false);
    }
}
