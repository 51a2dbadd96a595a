package dev.tandemwork.journal;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the file store asks of a file system, and how its errors read. */
final class Disk {
    private static final Pattern NO_SPACE = Pattern.compile("(?i).*(no space left|quota exceeded|not enough space).*");
    private static final long LITTLE = 4096;
    private static final boolean SYNCS_FOLDERS = File.separatorChar == '/';

    private Disk() {}

    /** Work that may fail on the disk. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Writes bytes to a channel; tests put one in its place that runs out of space, or can't keep what was written. */
    @FunctionalInterface
    interface Output {
        /** Writes all the bytes where a channel stands. */
        Output TO_CHANNEL = (channel, bytes) -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        };

        void write(FileChannel channel, ByteBuffer bytes) throws IOException;

        /** Has the disk keep what was written. */
        default void force(FileChannel channel) throws IOException {
            channel.force(false);
        }
    }

    /** Returns the folder of {@code file}, which is never the root. */
    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /**
     * Does work that an interrupt must not break off half-way, since an interrupt closes the channel. Work that is hit
     * by one is done again; the interrupt is kept for the caller.
     */
    static <T> T uninterrupted(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes a new file and makes its content durable. */
    static void write(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /** Makes the entries of a folder durable. */
    static void sync(Path folder) throws IOException {
        if (!SYNCS_FOLDERS) {
            return;
        }
        uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
                return folder;
            }
        });
    }

    /** Removes a folder and all that is in it, or what is left of them. */
    static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Returns the error for a file that could not be written: that the disk is full, or what else it was. */
    static RunStoreException unwritable(Path file, long bytes, IOException e) {
        long free = free(file);
        if (free < Math.max(bytes, LITTLE)
                || NO_SPACE.matcher(String.valueOf(e.getMessage())).matches()) {
            return RunStoreException.of(
                    RunStoreException.Kind.FULL,
                    "file [" + file + "] can't be written: the disk is full, " + free + " bytes free" + needed(bytes),
                    e);
        }
        return io("file [" + file + "] can't be written: " + reason(e) + "; make it writable, then resume", e);
    }

    /** What has no size was to be made, so that there is nothing yet to resume. */
    private static String needed(long bytes) {
        return bytes == 0
                ? "; free some space, then try again"
                : " and " + bytes + " needed; free some space, then resume";
    }

    /** Returns the error for a file that could not be read. */
    static RunStoreException unreadable(Path file, IOException e) {
        return io("file [" + file + "] can't be read: " + reason(e) + "; make it readable, then resume", e);
    }

    static RunStoreException io(String message, @Nullable Throwable cause) {
        return RunStoreException.of(RunStoreException.Kind.IO, message, cause);
    }

    static RunStoreException notFound(String subject, Path file) {
        return RunStoreException.of(
                RunStoreException.Kind.NOT_FOUND, subject + " is not there; expected it in [" + file + "]", null);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ", " + e.getMessage();
    }

    private static long free(Path file) {
        for (Path here = file.toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.exists(here)) {
                return here.toFile().getUsableSpace();
            }
        }
        return Long.MAX_VALUE;
    }
}
