package dev.tandemwork.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file that a journal is appended to, with the number of its writer. Used by one thread at a time. */
final class JournalFile implements AutoCloseable {
    /** The name of the file in its run's folder. */
    static final String NAME = "journal.jsonl";

    private static final int LONGEST_HEADER = 1000;

    private final Path file;
    private final EpochFile epoch;
    private final Disk.Output output;
    private final Scan found;
    private FileChannel channel;
    /** Bytes up to the end of the last record whose append has returned. */
    private long length;

    private JournalFile(Path file, EpochFile epoch, Disk.Output output) throws IOException {
        this.file = file;
        this.epoch = epoch;
        this.output = output;
        this.found = scan(Disk.parent(file));
        this.length = found.length();
        this.channel = Disk.uninterrupted(() -> channel(file, found.length()));
    }

    /** Makes a journal without records. */
    static void create(Path folder, Instant now) throws IOException {
        Disk.write(folder.resolve(NAME), Lines.of(List.of(Header.of(now).toJson())));
    }

    /** Opens a journal to append to it. What is torn at its end is cut off, and earlier writers are shut out. */
    static JournalFile open(Path folder, Disk.Output output) throws IOException {
        Header header = header(folder);
        if (header != null) {
            header.requireKnown(folder.resolve(NAME));
        }
        EpochFile epoch = EpochFile.next(folder);
        try {
            return new JournalFile(folder.resolve(NAME), epoch, output);
        } catch (IOException | RuntimeException e) {
            epoch.close();
            throw e;
        }
    }

    /** Reads a journal as it is now. */
    static Scan scan(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return Scan.of(file, Disk.uninterrupted(() -> Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw Disk.notFound("run [" + folder.getFileName() + "]", file);
        } catch (IOException e) {
            throw Disk.unreadable(file, e);
        }
    }

    /** Returns the header of a journal, or null if it has none that can be read. */
    static @Nullable Header header(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(NAME))) {
            return Scan.headerOf(in.readNBytes(LONGEST_HEADER));
        }
    }

    /** Returns the records that were there when the journal was opened. */
    List<byte[]> records() {
        return found.records();
    }

    /** Returns the number of this writer. */
    long epoch() {
        return epoch.number();
    }

    /** Appends {@code lines} durably, or leaves the file as it was. */
    void append(byte[] lines) {
        try {
            requireLatest();
            Disk.uninterrupted(() -> write(lines));
            requireLatest();
            length += lines.length;
        } catch (IOException e) {
            RunStoreException failure = Disk.unwritable(file, lines.length, e);
            cutBack(failure);
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        try (epoch) {
            channel.close();
        }
    }

    private FileChannel write(byte[] lines) throws IOException {
        if (!channel.isOpen()) {
            channel = channel(file, length);
        }
        output.write(channel, ByteBuffer.wrap(lines));
        output.force(channel);
        return channel;
    }

    private void requireLatest() throws IOException {
        if (!epoch.isLatest()) {
            throw RunStoreException.of(
                    RunStoreException.Kind.FENCED,
                    "writer [" + epoch.number() + "] of [" + file + "] was replaced by a later one; expected to be the "
                            + "latest; leave the run to that writer",
                    null);
        }
    }

    /** After a failed write the channel is given up: the next append opens it anew and cuts what is left of this one. */
    private void cutBack(RunStoreException failure) {
        try {
            Disk.uninterrupted(() -> channel.isOpen() ? channel.truncate(length) : channel);
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static FileChannel channel(Path file, long length) throws IOException {
        cut(file, length);
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static void cut(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.size() > length) {
                channel.truncate(length);
                channel.force(true);
            }
        }
    }
}
