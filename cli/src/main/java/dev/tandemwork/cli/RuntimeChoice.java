package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Where the workers of a run are, and what they may reach.
 *
 * @param kind where they run
 * @param image of containers; empty for the default
 * @param egress hosts that containers may reach besides the usual ones, as {@code HOST} or {@code HOST:PORT}
 */
record RuntimeChoice(RuntimeKind kind, Optional<String> image, List<String> egress) {
    RuntimeChoice {
        egress = List.copyOf(egress);
    }

    static RuntimeChoice process() {
        return of(RuntimeKind.PROCESS);
    }

    static RuntimeChoice of(RuntimeKind kind) {
        return new RuntimeChoice(kind, Optional.empty(), List.of());
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
                        .toList());
    }

    void write(ObjectNode settings) {
        ObjectNode json = settings.putObject("runtime").put("kind", kind.word());
        image.ifPresent(name -> json.put("image", name));
        egress.forEach(json.putArray("egress")::add);
    }
}
