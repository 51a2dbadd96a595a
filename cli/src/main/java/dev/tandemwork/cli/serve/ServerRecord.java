package dev.tandemwork.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a server is known by. It is kept, because workers outlive the program that has served them: the next one listens at
 * the same port, knows the same token, and the same repositories.
 *
 * @param port where it listens; 0 before it has
 * @param token that it is asked with
 * @param repositories by the names that they are served under
 */
record ServerRecord(int port, String token, Map<String, String> repositories) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN_BYTES = 32;

    ServerRecord {
        repositories = Map.copyOf(repositories);
    }

    /** Returns the record in {@code file}, or a new one if there is none that can be read. */
    static ServerRecord read(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            Map<String, String> repositories = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : json.path("repositories").properties()) {
                repositories.put(entry.getKey(), entry.getValue().asText());
            }
            return new ServerRecord(
                    json.path("port").asInt(), json.path("token").asText(), repositories);
        } catch (IOException none) {
            return new ServerRecord(0, newToken(), Map.of());
        }
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    ServerRecord withPort(int other) {
        return new ServerRecord(other, token, repositories);
    }

    ServerRecord with(String name, String location) {
        Map<String, String> more = new TreeMap<>(repositories);
        more.put(name, location);
        return new ServerRecord(port, token, more);
    }

    /** Writes it so that nobody but its owner can read it. */
    void write(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("port", port).put("token", token);
        ObjectNode served = json.putObject("repositories");
        repositories.forEach(served::put);
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, json + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "server at port " + port + " of " + repositories;
    }
}
