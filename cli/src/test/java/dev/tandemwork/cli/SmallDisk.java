package dev.tandemwork.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command on a file system of its own, which only that command sees and which goes with it: a mount in a namespace
 * of its own, of this user when it is not root. What the command has left on it is copied to the folder.
 */
final class SmallDisk {
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

    private SmallDisk() {}

    /** Returns {@code command} with {@code folder} on a disk that has so many kilobytes left. */
    static List<String> with(int kilobytes, String folder, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(kilobytes)));
        arguments.addAll(command);
        return alone(FULL, folder, arguments);
    }

    /** Returns {@code command} with {@code folder} on a disk that can't be written. */
    static List<String> readOnly(String folder, List<String> command) {
        return alone(READ_ONLY, folder, command);
    }

    private static List<String> alone(String script, String folder, List<String> command) {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> whole = new ArrayList<>(List.of("unshare", root ? "-m" : "-Urm", "sh", "-c", script, folder));
        whole.addAll(command);
        return whole;
    }
}
