package dev.tandemwork.local.process;

import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How control groups are called, so that those of a folder are found, those of all folders beside it, and those whose
 * maker has died.
 */
final class GroupName {
    private static final String PREFIX = "tandemwork-";
    private static final Pattern MAKER = Pattern.compile(".*-(\\d{1,18})-(\\d{1,18})-[0-9a-f]+");

    private GroupName() {}

    /** Returns a name that no group has had: an old one may be still about to be removed. */
    static String next(ProcessMarker marker) {
        RootProcess maker = RootProcess.of(ProcessHandle.current());
        return of(marker) + maker.pid() + "-" + maker.started().toEpochMilli() + "-"
                + Long.toHexString(System.nanoTime());
    }

    /** Returns how the names of all groups of one folder begin. */
    static String of(ProcessMarker marker) {
        return below(Path.of(marker.value()).resolveSibling("")) + marker.token() + "-";
    }

    /** Returns how the names of all groups of the folders in {@code parent} begin. */
    static String below(Path parent) {
        return PREFIX + ProcessMarker.of(parent).token() + "-";
    }

    /** Returns whether the program that has made the group is gone. */
    static boolean isOrphan(String name) {
        Matcher maker = MAKER.matcher(name);
        return maker.matches() && process(maker).handle().isEmpty();
    }

    private static RootProcess process(Matcher maker) {
        return new RootProcess(Long.parseLong(maker.group(1)), Instant.ofEpochMilli(Long.parseLong(maker.group(2))));
    }
}
