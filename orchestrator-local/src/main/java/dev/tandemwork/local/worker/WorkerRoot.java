package dev.tandemwork.local.worker;

import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder with all workers. Clones and homes lie beside the workers' own folders, because attempts at one task share
 * them: an agent finds its session by the path it worked in.
 *
 * @param path where it is
 */
record WorkerRoot(Path path) {
    private static final String SPACES = "_spaces";
    private static final String GONE = "_gone-";

    WorkerFolder folder(WorkerId id) {
        return new WorkerFolder(path.resolve(id.value()));
    }

    Path space(String name) {
        return path.resolve(SPACES).resolve(name);
    }

    /** Makes the folder itself. */
    WorkerRoot create() {
        try {
            Files.createDirectories(path);
            WorkerRoot real = new WorkerRoot(path.toRealPath());
            real.sweep();
            return real;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Returns the folders of workers, and of nothing else. */
    List<WorkerFolder> folders() {
        return children(child -> !child.getFileName().toString().startsWith("_")).stream()
                .map(WorkerFolder::new)
                .filter(WorkerFolder::exists)
                .toList();
    }

    /** Removes what a removal that was broken off has left. */
    private void sweep() throws IOException {
        for (Path gone : children(child -> child.getFileName().toString().startsWith(GONE))) {
            FolderRemoval.remove(gone);
        }
    }

    private List<Path> children(Predicate<Path> wanted) {
        try (Stream<Path> children = Files.list(path)) {
            return children.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private WorkerException unusable(IOException cause) {
        WorkerFailure why = WorkerFailure.of(
                WorkerFailure.Kind.WORKSPACE,
                "folder of workers [" + path + "] can't be used: " + cause
                        + "; expected a folder that can be written to");
        return WorkerException.of(why, cause);
    }

    /**
     * Puts a worker's folder out of sight at once, and its space unless another worker shares it: the space first, for
     * the folder is what a removal that was broken off is found by.
     *
     * @return what is to be removed
     */
    List<Path> detach(WorkerFolder folder) throws IOException {
        List<Path> gone = new ArrayList<>();
        String space = spaceOf(folder);
        if (!isShared(space, folder) && Files.exists(space(space))) {
            gone.add(hide(space(space)));
        }
        gone.add(hide(folder.path()));
        return gone;
    }

    /** A worker whose record can't be read is removed all the same, with the space that it has by rule. */
    private static String spaceOf(WorkerFolder folder) {
        try {
            return folder.record()
                    .read()
                    .map(WorkerRecord::space)
                    .orElse(folder.id().value());
        } catch (WorkerException e) {
            return folder.id().value();
        }
    }

    private Path hide(Path folder) throws IOException {
        FolderRemoval.unlock(folder);
        return Files.move(folder, path.resolve(GONE + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isShared(String space, WorkerFolder by) {
        return folders().stream()
                .filter(other -> !other.equals(by))
                .anyMatch(other -> spaceOf(other).equals(space));
    }
}
