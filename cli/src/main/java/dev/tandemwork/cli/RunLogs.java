package dev.tandemwork.cli;

import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.NodePath;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps the lines that nodes say, in a file for each node. A file that is full gets no more. */
final class RunLogs implements Consumer<RunEvent>, AutoCloseable {
    static final String ENDING = ".log";
    static final long MOST_BYTES = 16L << 20;

    private final Path folder;
    private final Clock clock;
    private final long most;
    private final Map<NodePath, Open> files = new HashMap<>();

    private RunLogs(Path folder, Clock clock, long most) {
        this.folder = folder;
        this.clock = clock;
        this.most = most;
    }

    /** Returns logs in {@code folder}, each at most {@code most} bytes long. */
    static RunLogs in(Path folder, Clock clock, long most) {
        return new RunLogs(folder, clock, most);
    }

    /** Returns the file of the node at {@code path}. */
    static Path file(Path folder, NodePath path) {
        NodePath parent = path.parent();
        return parent == null
                ? folder.resolve("run" + ENDING)
                : folder(folder, parent).resolve(safe(path.segment()) + ENDING);
    }

    private static Path folder(Path root, NodePath path) {
        NodePath parent = path.parent();
        return parent == null ? root : folder(root, parent).resolve(safe(path.segment()));
    }

    private static String safe(String segment) {
        String plain = segment.replaceAll("[^A-Za-z0-9._#\\[\\]-]", "_");
        return plain.startsWith(".") ? "_" + plain : plain;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        try {
            if (event instanceof RunEvent.Line line) {
                open(line.path()).write(line.text());
            } else if (event instanceof RunEvent.Recorded recorded && isEnd(recorded.entry())) {
                close(recorded.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("lines can't be kept in [" + folder + "]; the run goes on", e);
        }
    }

    private static boolean isEnd(JournalEntry entry) {
        return entry instanceof JournalEntry.NodeCompleted || entry instanceof JournalEntry.NodeFailed;
    }

    private Open open(NodePath path) throws IOException {
        Open known = files.get(path);
        if (known == null) {
            known = new Open(file(folder, path));
            files.put(path, known);
        }
        return known;
    }

    private void close(NodePath path) throws IOException {
        Open open = files.remove(path);
        if (open != null) {
            open.close();
        }
    }

    @Override
    public synchronized void close() {
        try {
            for (Open open : files.values()) {
                open.close();
            }
            files.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("lines can't be kept in [" + folder + "]", e);
        }
    }

    /** A file that is written. */
    private final class Open {
        private final BufferedWriter writer;
        private long size;
        private long left;

        Open(Path file) throws IOException {
            Files.createDirectories(file.getParent());
            size = Files.exists(file) ? Files.size(file) : 0;
            writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        void write(String text) throws IOException {
            String line = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + Printable.line(text) + "\n";
            size += line.getBytes(StandardCharsets.UTF_8).length;
            if (size > most) {
                left++;
                return;
            }
            writer.write(line);
            writer.flush();
        }

        void close() throws IOException {
            if (left > 0) {
                writer.write("... the log is full: " + left + " more lines were not kept\n");
            }
            writer.close();
        }
    }
}
