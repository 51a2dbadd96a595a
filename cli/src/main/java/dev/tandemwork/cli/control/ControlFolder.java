package dev.tandemwork.cli.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the socket of a run is: in the run's folder, or, when its path is too long for a socket, where a file there says. */
final class ControlFolder {
    private static final String SOCKET = "control.sock";
    private static final String ELSEWHERE = "control.path";
    private static final int LONGEST = 100;

    private final Path folder;

    ControlFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Makes room for a socket, and returns its path. */
    Path prepare() throws IOException {
        clear();
        Path here = folder.resolve(SOCKET);
        if (here.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return here;
        }
        Path elsewhere = Files.createTempDirectory("tandemwork-").resolve(SOCKET);
        Files.writeString(folder.resolve(ELSEWHERE), elsewhere.toString());
        return elsewhere;
    }

    Optional<Path> find() throws IOException {
        if (Files.exists(folder.resolve(SOCKET))) {
            return Optional.of(folder.resolve(SOCKET));
        }
        Path pointer = folder.resolve(ELSEWHERE);
        return Files.exists(pointer)
                ? Optional.of(Path.of(Files.readString(pointer))).filter(Files::exists)
                : Optional.empty();
    }

    /** Removes the socket that an earlier process has left. */
    void clear() throws IOException {
        Path pointer = folder.resolve(ELSEWHERE);
        if (Files.exists(pointer)) {
            Path elsewhere = Path.of(Files.readString(pointer));
            if (elsewhere.endsWith(SOCKET)) {
                Files.deleteIfExists(elsewhere);
                Files.deleteIfExists(elsewhere.getParent());
            }
            Files.delete(pointer);
        }
        Files.deleteIfExists(folder.resolve(SOCKET));
    }
}
