package dev.tandemwork.journal;

import com.google.common.collect.MapMaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The lock on a run's folder. The operating system lets go of it when its process ends, however that ends. */
final class WriterLock implements AutoCloseable {
    private static final String FILE = "lock";
    private static final int LONGEST = 500;

    /**
     * The lock files that this process holds, and a token of each lock. It is static because the locks are: a process
     * that closes any channel on a file loses its locks on that file, so a lock file that is held here must not even be
     * opened again. A lock that nobody closed goes with its token: its file may be deleted, and the inode, which is the
     * key, be another file's by then. Guarded by the class, so that no inode is freed before its key is.
     */
    private static final Map<Object, Object> HELD = new MapMaker().weakValues().makeMap();

    private final Object key;
    private final Object token;
    private final FileChannel channel;

    private WriterLock(Object key, Object token, FileChannel channel) {
        this.key = key;
        this.token = token;
        this.channel = channel;
    }

    /**
     * Takes the lock on {@code folder}.
     *
     * @throws RunStoreException of kind {@code LOCKED} if another process or object has it
     */
    static WriterLock take(Path folder, Instant now) throws IOException {
        Path file = folder.resolve(FILE);
        create(file);
        synchronized (WriterLock.class) {
            Object key = key(file);
            if (HELD.containsKey(key)) {
                throw heldHere(folder);
            }
            WriterLock lock = Disk.uninterrupted(() -> lock(file, key, now));
            HELD.put(key, lock.token);
            return lock;
        }
    }

    @Override
    public void close() {
        synchronized (WriterLock.class) {
            try {
                channel.close();
            } catch (IOException e) {
                throw Disk.io("lock [" + channel + "] could not be given back: " + e.getMessage(), e);
            } finally {
                HELD.remove(key, token);
            }
        }
    }

    private static WriterLock lock(Path file, Object key, Instant now) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null || !key.equals(key(file))) {
                throw locked(Disk.parent(file), holder(channel));
            }
            sign(channel, self() + " since " + now);
            taken = true;
            return new WriterLock(key, new Object(), channel);
        } catch (OverlappingFileLockException e) {
            throw heldHere(Disk.parent(file));
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }

    private static Object key(Path file) throws IOException {
        Object inode = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return inode != null ? inode : file.toRealPath();
    }

    private static void sign(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST);
        int length = Math.max(0, channel.read(text, 0));
        return length == 0 ? "another process" : new String(text.array(), 0, length, StandardCharsets.UTF_8);
    }

    private static String self() {
        return "pid " + ProcessHandle.current().pid() + " on " + host();
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return Optional.ofNullable(System.getenv("COMPUTERNAME")).orElse("this host");
        }
    }

    private static RunStoreException heldHere(Path folder) {
        return locked(folder, "this process, " + self());
    }

    private static RunStoreException locked(Path folder, String holder) {
        return RunStoreException.of(
                RunStoreException.Kind.LOCKED,
                "run [" + folder.getFileName() + "] is being written by " + holder
                        + "; expected nobody; wait for that process, or end it, then try again",
                null);
    }
}
