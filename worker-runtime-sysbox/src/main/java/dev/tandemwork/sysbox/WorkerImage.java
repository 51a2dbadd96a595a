package dev.tandemwork.sysbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the images of workers, proxies and the mirror are built from. This library carries it, so that an image fits the
 * runtime that it is built for.
 */
public final class WorkerImage {
    private static final String ROOT = "image";
    private static final String BUILD = "build";

    private WorkerImage() {}

    /**
     * Writes all of it below {@code folder}, which is made if it is not there, and returns the program that builds the
     * images: it needs bash and Docker's client, and tells what it takes by {@code --help}.
     *
     * @throws IOException if the folder can't be written
     */
    public static Path unpack(Path folder) throws IOException {
        URI build = location();
        if (build.getScheme().equals("jar")) {
            String inArchive = build.getRawSchemeSpecificPart();
            int end = inArchive.lastIndexOf("!/");
            Path archive = Path.of(URI.create(inArchive.substring(0, end)));
            try (FileSystem inside = FileSystems.newFileSystem(archive)) {
                copy(inside.getPath(inArchive.substring(end + 1)).resolveSibling(""), folder);
            }
        } else {
            copy(Path.of(build).resolveSibling(""), folder);
        }
        return folder.resolve(BUILD);
    }

    private static URI location() {
        String name = ROOT + "/" + BUILD;
        try {
            return Objects.requireNonNull(WorkerImage.class.getResource(name), name)
                    .toURI();
        } catch (URISyntaxException e) {
            throw new UncheckedIOException("resource [" + name + "] can't be found", new IOException(e));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            write(Files.readAllBytes(file), target);
        }
    }

    /** An archive keeps no permissions; what can be run tells by its first line. */
    private static void write(byte[] content, Path target) throws IOException {
        Files.write(target, content);
        boolean isProgram = content.length > 1 && content[0] == '#' && content[1] == '!';
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
