package dev.tandemwork.cli;

import dev.tandemwork.graph.NodePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads the logs of a run, each time from where it was. */
final class LogTail {
    private static final String OWN = "tandemwork.log";

    private final Path folder;
    private final NodePath target;
    private final BiConsumer<String, String> lines;
    private final Map<Path, Long> places = new HashMap<>();

    private LogTail(Path folder, NodePath target, BiConsumer<String, String> lines) {
        this.folder = folder;
        this.target = target;
        this.lines = lines;
    }

    /** Returns a tail of what is at {@code target} or under it; {@code lines} is told the path and the line. */
    static LogTail of(Path folder, NodePath target, BiConsumer<String, String> lines) {
        return new LogTail(folder, target, lines);
    }

    /** Returns whether no file was found. */
    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Tells the whole lines that have come since. */
    void read() {
        try {
            for (Path file : files()) {
                read(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("logs in [" + folder + "] can't be read", e);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve(OWN)))
                    .filter(file -> path(file).isAtOrUnder(target))
                    .sorted(Comparator.comparing(LogTail::begun).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    /** The first line begins with the time it was said at. */
    private static String begun(Path file) {
        try (Stream<String> said = Files.lines(file)) {
            return said.findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("log [" + file + "] can't be read", e);
        }
    }

    private NodePath path(Path file) {
        String name = folder.relativize(file).toString();
        return NodePath.parse("/" + name.substring(0, name.length() - RunLogs.ENDING.length()));
    }

    private void read(Path file) throws IOException {
        long from = places.getOrDefault(file, 0L);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[(int) (open.length() - from)];
            open.seek(from);
            open.readFully(fresh);
            places.put(file, from + tell(path(file).toString(), fresh));
        }
    }

    private long tell(String path, byte[] fresh) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int end = 0;
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i] == '\n') {
                lines.accept(path, line.toString(StandardCharsets.UTF_8));
                line.reset();
                end = i + 1;
            } else {
                line.write(fresh[i]);
            }
        }
        return end;
    }
}
