package dev.tandemwork.local.worker;

import dev.tandemwork.local.process.RootProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run one worker, held by at most one runtime of all programs that share a folder, and lost with the
 * program that holds it.
 *
 * <p>A file lock belongs to the whole program, and is lost when the program closes any channel on the file. So a second
 * runtime of the same program must not open it: the file {@code owner} tells it.
 */
final class WorkerLease implements Closeable {
    private final Path owner;
    private final FileChannel channel;

    private WorkerLease(Path owner, FileChannel channel) {
        this.owner = owner;
        this.channel = channel;
    }

    /** Returns the lease of the worker in {@code folder}, unless somebody holds it. */
    static Optional<WorkerLease> take(Path folder) throws IOException {
        Path owner = folder.resolve("owner");
        if (self().equals(read(owner))) {
            return Optional.empty();
        }
        FileChannel channel =
                FileChannel.open(folder.resolve("lease"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            return Optional.empty();
        }
        Files.writeString(owner, self());
        return Optional.of(new WorkerLease(owner, channel));
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String self() {
        return RootProcess.of(ProcessHandle.current()).toString();
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(owner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
