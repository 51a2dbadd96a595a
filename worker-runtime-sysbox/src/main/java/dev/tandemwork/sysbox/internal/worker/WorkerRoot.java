package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder with all workers of one installation, and its name, which everything on the engine that is ours is labelled
 * with: two installations share an engine and never touch each other's.
 *
 * @param path where it is
 * @param owner {@code tandemwork-} and eight hexadecimal digits
 */
public record WorkerRoot(Path path, String owner) {
    private static final int OWNER_LENGTH = 8;

    /** Returns the root in {@code folder}, which is made if it is not there. */
    public static WorkerRoot in(Path folder) {
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            return new WorkerRoot(real, owner(real.resolve("_owner")));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static String owner(Path file) throws IOException {
        if (!Files.exists(file)) {
            Path next = Files.writeString(
                    file.resolveSibling("_owner-" + UUID.randomUUID()),
                    "tandemwork-" + UUID.randomUUID().toString().substring(0, OWNER_LENGTH));
            publish(next, file);
        }
        return Files.readString(file);
    }

    /** Of two processes that begin at once, one names the installation. */
    private static void publish(Path next, Path file) throws IOException {
        try {
            Files.createLink(file, next);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Returns the file with what the worker has said. */
    public Path transcript(WorkerId id) {
        return folder(id).transcript();
    }

    /** Returns the folder with what the worker has left. */
    public Path leftBy(WorkerId id) {
        return folder(id).left();
    }

    WorkerFolder folder(WorkerId id) {
        return new WorkerFolder(path.resolve(id.value()));
    }

    List<WorkerFolder> folders() {
        try (Stream<Path> children = Files.list(path)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("_"))
                    .sorted()
                    .map(WorkerFolder::new)
                    .filter(WorkerFolder::exists)
                    .toList();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Returns the names of the sandboxes that workers have, or have had. */
    Set<String> sandboxes() {
        return folders().stream()
                .flatMap(folder -> folder.record().read().stream())
                .map(SandboxRecord::sandbox)
                .collect(Collectors.toSet());
    }

    /** Returns whether another worker than {@code by} has, or has had, this sandbox. */
    boolean isShared(String sandbox, WorkerFolder by) {
        return folders().stream()
                .filter(other -> !other.equals(by))
                .flatMap(other -> other.record().read().stream())
                .anyMatch(record -> record.sandbox().equals(sandbox));
    }

    /** Forgets a worker at once, and then removes what was kept of it. */
    void remove(WorkerFolder folder) throws IOException {
        if (Files.exists(folder.path())) {
            Path gone = path.resolve("_gone-" + UUID.randomUUID());
            Files.move(folder.path(), gone, StandardCopyOption.ATOMIC_MOVE);
            Folders.remove(gone);
        }
    }

    private static WorkerException unusable(Path folder, IOException cause) {
        String message = "folder of workers [" + folder + "] can't be used: " + cause
                + "; expected a folder that can be written to";
        return WorkerException.of(WorkerFailure.of(WorkerFailure.Kind.WORKSPACE, message), cause);
    }
}
