package dev.tandemwork.sysbox.internal.docker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host config that can also say which paths of the system are hidden, for which docker-java has no word. */
final class OpenHostConfig extends HostConfig {
    private static final long serialVersionUID = 1L;

    private boolean hidesNothing;

    /** Hides no path; without this the engine hides those of its own choice. */
    void hideNothing() {
        hidesNothing = true;
    }

    @JsonProperty("MaskedPaths")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable
    List<String> maskedPaths() {
        return hidden();
    }

    @JsonProperty("ReadonlyPaths")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable
    List<String> readonlyPaths() {
        return hidden();
    }

    private @Nullable List<String> hidden() {
        return hidesNothing ? List.of() : null;
    }
}
