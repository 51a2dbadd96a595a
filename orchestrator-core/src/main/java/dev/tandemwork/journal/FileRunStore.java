package dev.tandemwork.journal;

import dev.tandemwork.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps runs in a folder: one folder a run, with the journal in {@code journal.jsonl} and its payloads below {@code
 * blobs}.
 *
 * <p>What was appended has reached the disk. A run has one writer: the lock is the operating system's, so it goes when its
 * process goes, and whoever deletes the lock file shuts the former writer out.
 */
public final class FileRunStore implements RunStore {
    private static final String FRESH = ".new-";
    private static final String GONE = ".gone-";

    private final Path root;
    private final Clock clock;
    private final Disk.Output output;
    private final Set<FileRunLog> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private FileRunStore(Path root, Clock clock, Disk.Output output) {
        this.root = root;
        this.clock = clock;
        this.output = output;
    }

    /**
     * Returns the store in {@code root}, which is made if it is not there.
     *
     * @throws RunStoreException of kind {@code IO} if it is no folder, or can't be made or written
     */
    public static FileRunStore at(Path root) {
        return at(root, Clock.systemUTC(), Disk.Output.TO_CHANNEL);
    }

    static FileRunStore at(Path root, Clock clock, Disk.Output output) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder, new IOException("it is not writable"));
        }
        return new FileRunStore(folder, clock, output);
    }

    /** Returns the folder. */
    public Path root() {
        return root;
    }

    @Override
    public RunLog create(RunId run) {
        requireOpen();
        Path folder = folder(run);
        requireNew(run, folder, null);
        Path fresh = root.resolve(FRESH + run + "-" + UUID.randomUUID());
        try {
            prepare(fresh);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(root);
        } catch (IOException e) {
            discard(fresh, e);
            requireNew(run, folder, e);
            throw Disk.unwritable(folder, 0, e);
        }
        return openFresh(run, folder);
    }

    /** A run that can't be opened was not made: its name is free again. */
    private RunLog openFresh(RunId run, Path folder) {
        try {
            return open(run);
        } catch (RunStoreException e) {
            if (e.kind() == RunStoreException.Kind.FULL || e.kind() == RunStoreException.Kind.IO) {
                withdraw(run, folder, e);
            }
            throw e;
        }
    }

    private void withdraw(RunId run, Path folder, RunStoreException failure) {
        Path gone = root.resolve(GONE + run + "-" + UUID.randomUUID());
        try {
            Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
            Disk.deleteTree(gone);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public RunLog open(RunId run) {
        requireOpen();
        Path folder = requireRun(run);
        try {
            return openLocked(folder, WriterLock.take(folder, clock.instant()));
        } catch (IOException e) {
            throw Disk.unwritable(folder, 0, e);
        }
    }

    @Override
    public List<byte[]> read(RunId run) {
        return JournalFile.scan(folder(run)).records();
    }

    @Override
    public byte[] readBlob(RunId run, String hash) {
        return BlobFolder.in(requireRun(run)).get(hash);
    }

    @Override
    public List<RunId> runs() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(FileRunStore::isRun)
                    .map(Found::of)
                    .sorted(Comparator.comparing(Found::created).thenComparing(found -> found.run.value()))
                    .map(Found::run)
                    .toList();
        } catch (IOException e) {
            throw Disk.unreadable(root, e);
        }
    }

    @Override
    public void delete(RunId run) {
        Path folder = folder(run);
        if (!isRun(folder)) {
            return;
        }
        Path gone = root.resolve(GONE + run + "-" + UUID.randomUUID());
        try {
            withLock(folder, () -> Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE));
            Disk.sync(root);
            Disk.deleteTree(gone);
        } catch (IOException e) {
            throw Disk.io(
                    "run [" + run + "] can't be deleted: " + e.getMessage() + "; delete [" + gone + "] by hand", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(FileRunLog::close);
    }

    /** A run and when it was made. */
    private record Found(RunId run, Instant created) {
        static Found of(Path folder) {
            try {
                Header header = JournalFile.header(folder);
                Instant changed = Files.getLastModifiedTime(folder.resolve(JournalFile.NAME))
                        .toInstant();
                Instant created =
                        Optional.ofNullable(header).map(Header::created).orElse(changed);
                return new Found(RunId.of(folder.getFileName().toString()), created);
            } catch (IOException e) {
                throw Disk.unreadable(folder, e);
            }
        }
    }

    private RunLog openLocked(Path folder, WriterLock lock) throws IOException {
        try {
            FileRunLog log = FileRunLog.open(folder, lock, output, open::remove);
            open.add(log);
            return log;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void withLock(Path folder, Disk.Work<Path> work) throws IOException {
        WriterLock lock = WriterLock.take(folder, clock.instant());
        try {
            work.run();
        } finally {
            lock.close();
        }
    }

    private void prepare(Path fresh) throws IOException {
        Files.createDirectory(fresh);
        BlobFolder.in(fresh).create();
        JournalFile.create(fresh, clock.instant());
        Disk.sync(fresh);
    }

    private Path folder(RunId run) {
        return root.resolve(run.value());
    }

    private Path requireRun(RunId run) {
        Path folder = folder(run);
        if (!isRun(folder)) {
            throw Disk.notFound("run [" + run + "]", folder);
        }
        return folder;
    }

    private void requireOpen() {
        if (closed) {
            throw Disk.io("store [" + root + "] is closed; expected an open one; make another", null);
        }
    }

    private static boolean isRun(Path folder) {
        return Names.isName(folder.getFileName().toString()) && Files.isRegularFile(folder.resolve(JournalFile.NAME));
    }

    private static void discard(Path fresh, IOException failure) {
        try {
            Disk.deleteTree(fresh);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void requireNew(RunId run, Path folder, @Nullable IOException cause) {
        if (Files.exists(folder)) {
            throw RunStoreException.of(
                    RunStoreException.Kind.EXISTS,
                    "run [" + run + "] is there already, in [" + folder + "]; expected a new name; choose another, or "
                            + "resume that run",
                    cause);
        }
    }

    private static RunStoreException unusable(Path root, IOException e) {
        return Disk.io(
                "store [" + root + "] can't be used: " + e.getClass().getSimpleName() + ", " + e.getMessage()
                        + "; expected a folder that can be written; choose another, or make it writable",
                e);
    }
}
