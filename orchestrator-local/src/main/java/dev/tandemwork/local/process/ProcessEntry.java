package dev.tandemwork.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A living process as the kernel of Linux tells of it.
 *
 * @param pid its number
 * @param parent its parent's number
 * @param session its session's number
 * @param startTicks when it started, in the kernel's own unit
 */
record ProcessEntry(long pid, long parent, long session, long startTicks) {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START = 19;

    static boolean isAvailable() {
        return Files.isReadable(PROC.resolve("self/stat")) && Files.isReadable(PROC.resolve("self/environ"));
    }

    /** Returns all processes that live; a zombie does not. */
    static List<ProcessEntry> all() {
        List<ProcessEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[1-9]*")) {
            folders.forEach(folder -> read(folder).ifPresent(entries::add));
        } catch (IOException | DirectoryIteratorException e) {
            throw new IllegalStateException("the list of processes [" + PROC + "] can't be read; expected on Linux", e);
        }
        return entries;
    }

    static Optional<ProcessEntry> of(long pid) {
        return read(PROC.resolve(Long.toString(pid)));
    }

    /** Returns whether the process was started with {@code marker}, as far as that can be seen. */
    boolean carries(ProcessMarker marker) {
        return text(PROC.resolve(pid + "/environ")).filter(marker::isIn).isPresent();
    }

    private static Optional<ProcessEntry> read(Path folder) {
        return text(folder.resolve("stat")).flatMap(ProcessEntry::parse);
    }

    /** The name stands in brackets and may hold brackets itself; what follows the last one is numbers. */
    static Optional<ProcessEntry> parse(String stat) {
        int end = stat.lastIndexOf(')');
        String[] fields = stat.substring(end + 2).strip().split(" ");
        if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
        return Optional.of(
                new ProcessEntry(pid, number(fields, PARENT), number(fields, SESSION), number(fields, START)));
    }

    private static long number(String[] fields, int index) {
        return Long.parseLong(fields[index]);
    }

    /** A process may end while it is looked at, and others' can't be looked at: both are no text. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .filter(s -> !s.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
