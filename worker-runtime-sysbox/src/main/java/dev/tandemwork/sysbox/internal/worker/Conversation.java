package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.worker.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an agent's home holds of its conversations, on its way to another home. Secrets are veiled before any of it is on a
 * disk. Files that are no text are left out, for a veil finds nothing to hold on to in them.
 *
 * @param files what is in them, by their paths below the home
 */
record Conversation(Map<String, String> files) {
    private static final long MOST_BYTES = 16L << 20;

    Conversation {
        files = Map.copyOf(files);
    }

    /** Reads these folders of the agent's home; one that is too large counts as empty. */
    static Conversation in(DockerHost host, String container, List<String> folders, Redactor redactor) {
        Map<String, String> files = new TreeMap<>();
        for (String folder : folders) {
            host.read(container, Errand.HOME + "/" + folder, MOST_BYTES)
                    .orElse(Map.of())
                    .forEach((name, bytes) ->
                            text(bytes).ifPresent(text -> files.put(folder + "/" + name, redactor.veil(text))));
        }
        return new Conversation(files);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns whether {@code session} is among them; an agent that is asked for one that is not there fails. */
    boolean holds(SessionId session) {
        return files.entrySet().stream()
                .anyMatch(file -> file.getKey().contains(session.value())
                        || file.getValue().contains(session.value()));
    }
}
