package dev.tandemwork.sysbox.internal.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;

/** A container that sees all system paths as they are: the client has no fields for these two. */
final class UnmaskedHostConfig extends HostConfig {
    private static final long serialVersionUID = 1L;

    @JsonProperty("MaskedPaths")
    List<String> maskedPaths() {
        return List.of();
    }

    @JsonProperty("ReadonlyPaths")
    List<String> readOnlyPaths() {
        return List.of();
    }
}
