package dev.tandemwork.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command on a file system of its own, which only that command sees and which goes with it: a mount in a namespace
 * of its own, of this user when it is not root. What the command has left on it is copied to the folder. Where nothing may
 * be mounted, the system's device that is always full stands in a file's place.
 */
final class SmallDisk {
    private static final boolean PERMITTED = isPermitted();
    private static final String FULL = """
            set -e
            mount -t tmpfs -o size=64k tmpfs "$0"
            head -c $(((64 - $1) * 1024)) /dev/zero > "$0/ballast"
            shift
            code=0
            "$@" || code=$?
            rm "$0/ballast"
            cp -a "$0" "$0.copy"
            umount "$0"
            cp -a "$0.copy/." "$0"
            exit $code
            """;
    private static final String READ_ONLY = """
            set -e
            mount -t tmpfs -o ro tmpfs "$0"
            exec "$@"
            """;
    private static final String IN_THE_WAY = """
            set -e
            rmdir "$0"
            ln -s /dev/full "$0"
            code=0
            "$@" || code=$?
            rm "$0"
            mkdir "$0"
            exit $code
            """;

    private SmallDisk() {}

    /** Returns whether this user may mount one. */
    static boolean isReal() {
        return PERMITTED;
    }

    /** Returns {@code command} with {@code folder} on a disk that has so many kilobytes left. */
    static List<String> with(int kilobytes, String folder, List<String> command) {
        if (!PERMITTED) {
            return join(List.of("sh", "-c", IN_THE_WAY, folder), command);
        }
        return join(alone(FULL, folder), join(List.of(String.valueOf(kilobytes)), command));
    }

    /** Returns {@code command} with {@code folder} on a disk that can't be written. */
    static List<String> readOnly(String folder, List<String> command) {
        return join(PERMITTED ? alone(READ_ONLY, folder) : List.of("sh", "-c", IN_THE_WAY, folder), command);
    }

    /** Puts the full device in the place of {@code file}. */
    static void fill(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of("/dev/full"));
    }

    private static List<String> alone(String script, String folder) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return List.of("unshare", root ? "-m" : "-Urm", "sh", "-c", script, folder);
    }

    private static List<String> join(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private static boolean isPermitted() {
        try {
            Process trial = new ProcessBuilder(alone("mount -t tmpfs tmpfs \"$0\"", "/tmp"))
                    .redirectErrorStream(true)
                    .start();
            return trial.onExit().join().exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
