package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerImageTest {
    private static final Path SOURCE = Path.of("..", "worker-image");

    @TempDir
    Path folder;

    @Test
    void whatIsUnpacked_isWhatIsInTheTree_withoutItsTests() throws IOException {
        Path build = WorkerImage.unpack(folder.resolve("image"));

        assertThat(build).isExecutable();
        assertThat(files(build.getParent())).isEqualTo(files(SOURCE)).containsKeys("Dockerfile", ".dockerignore");
    }

    @Test
    void archive_isUnpackedAsAFolderIs() throws Exception {
        Path archive = archive(Files.createDirectories(folder.resolve("a b!/c")).resolve("x.jar"));

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {archive.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(WorkerImage.class.getName())
                    .getMethod("unpack", Path.class)
                    .invoke(null, folder.resolve("image"));
        }

        assertThat(files(folder.resolve("image"))).isEqualTo(files(SOURCE));
    }

    /** Packs the class with its resources, as the build does with all of them. */
    private static Path archive(Path archive) throws IOException {
        Path classes = Path.of("target", "classes");
        try (FileSystem jar = FileSystems.newFileSystem(archive, Map.of("create", "true"));
                Stream<Path> files = Files.walk(classes.resolve("dev/tandemwork/sysbox"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path packed = jar.getPath(classes.relativize(file).toString());
                Files.createDirectories(packed.toAbsolutePath().getParent());
                Files.copy(file, packed);
            }
        }
        return archive;
    }

    /** Returns what is in each file, and whether it can be run. */
    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> !isForTests(root.relativize(file).toString()))
                    .forEach(file -> files.put(root.relativize(file).toString(), describe(file)));
        }
        return files;
    }

    private static boolean isForTests(String file) {
        return file.startsWith("test/") || file.equals("check") || file.equals(".shellcheckrc");
    }

    private static String describe(Path file) {
        try {
            boolean isProgram = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
            return (isProgram ? "program " : "") + Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
