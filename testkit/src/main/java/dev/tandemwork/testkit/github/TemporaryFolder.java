package dev.tandemwork.testkit.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is deleted in the end.
 *
 * @param path where it is
 */
record TemporaryFolder(Path path) {
    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("tandemwork-github"));
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary folder can't be made", e);
        }
    }

    void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("temporary folder [" + path + "] can't be deleted", e);
        }
    }
}
