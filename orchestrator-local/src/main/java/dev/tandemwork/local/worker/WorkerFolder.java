package dev.tandemwork.local.worker;

import dev.tandemwork.agents.file.JsonFile;
import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.local.process.RootProcess;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder with what is known of one worker.
 *
 * @param path named by the worker's id
 */
record WorkerFolder(Path path) {
    private static final int RESERVE = 64 << 10;

    /** The result of a worker, as it is kept. */
    JsonFile<WorkerResult> result() {
        return new JsonFile<>(path.resolve("result.json"), WorkerResult.class);
    }

    JsonFile<WorkerRecord> record() {
        return new JsonFile<>(path.resolve("worker.json"), WorkerRecord.class);
    }

    JsonFile<RootProcess> process() {
        return new JsonFile<>(path.resolve("process.json"), RootProcess.class);
    }

    Path transcript() {
        return path.resolve("transcript.log");
    }

    Path prompt() {
        return path.resolve("prompt.md");
    }

    WorkerId id() {
        return new WorkerId(path.getFileName().toString());
    }

    ProcessMarker marker() {
        return ProcessMarker.of(path);
    }

    boolean exists() {
        return Files.isRegularFile(record().path());
    }

    /** Makes the folder appear at once, with its record in it. */
    void create(WorkerRecord started) throws IOException {
        Path next = path.resolveSibling("_new-" + path.getFileName());
        FolderRemoval.remove(next);
        Files.createDirectories(next);
        new WorkerFolder(next).record().write(started);
        Files.write(next.resolve("reserve"), new byte[RESERVE]);
        Files.move(next, path);
    }

    /** Keeps the result, in room that was kept for it from the start: the disk may be full. */
    void keep(WorkerResult ended) throws IOException {
        Files.deleteIfExists(path.resolve("reserve"));
        result().write(ended);
    }
}
