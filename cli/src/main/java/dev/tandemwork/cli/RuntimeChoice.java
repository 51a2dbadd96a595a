package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.sysbox.RegistryMirror;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Where the workers of a run are, and what they may reach.
 *
 * @param kind where they run
 * @param image of containers; empty for the default
 * @param egress hosts that containers may reach besides the usual ones, as {@code HOST} or {@code HOST:PORT}
 * @param mirror where the engines in containers pull images from; empty for nowhere but outside
 */
record RuntimeChoice(RuntimeKind kind, Optional<String> image, List<String> egress, Optional<RegistryMirror> mirror) {
    private static final String PULL_THROUGH = "pullThrough";
    private static final String REGISTRY_MIRROR = "registryMirror";

    RuntimeChoice {
        egress = List.copyOf(egress);
    }

    static RuntimeChoice process() {
        return of(RuntimeKind.PROCESS);
    }

    static RuntimeChoice of(RuntimeKind kind) {
        return new RuntimeChoice(kind, Optional.empty(), List.of(), Optional.empty());
    }

    boolean isSysbox() {
        return kind == RuntimeKind.SYSBOX;
    }

    static RuntimeChoice read(JsonNode settings) {
        JsonNode json = settings.path("runtime");
        return new RuntimeChoice(
                RuntimeKind.of(json.path("kind").asText()).orElse(RuntimeKind.PROCESS),
                Optional.of(json.path("image").asText()).filter(image -> !image.isEmpty()),
                StreamSupport.stream(json.path("egress").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                mirror(json));
    }

    private static Optional<RegistryMirror> mirror(JsonNode json) {
        if (json.has(PULL_THROUGH)) {
            return Optional.of(RegistryMirror.pullThrough(
                    URI.create(json.path(PULL_THROUGH).asText())));
        }
        return json.has(REGISTRY_MIRROR)
                ? Optional.of(
                        RegistryMirror.at(URI.create(json.path(REGISTRY_MIRROR).asText())))
                : Optional.empty();
    }

    void write(ObjectNode settings) {
        ObjectNode json = settings.putObject("runtime").put("kind", kind.word());
        image.ifPresent(name -> json.put("image", name));
        egress.forEach(json.putArray("egress")::add);
        mirror.ifPresent(chosen -> write(chosen, json));
    }

    private static void write(RegistryMirror mirror, ObjectNode json) {
        if (mirror instanceof RegistryMirror.PullThrough own) {
            json.put(PULL_THROUGH, own.upstream().toString());
        } else if (mirror instanceof RegistryMirror.Running running) {
            json.put(REGISTRY_MIRROR, running.url().toString());
        }
    }
}
