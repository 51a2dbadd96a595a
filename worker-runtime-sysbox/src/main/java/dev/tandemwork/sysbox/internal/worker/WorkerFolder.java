package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.file.JsonFile;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * The folder with what is known of one worker, and with what it has left.
 *
 * @param path named by the worker's id
 */
record WorkerFolder(Path path) {
    private static final int RESERVE = 64 << 10;

    JsonFile<SandboxRecord> record() {
        return new JsonFile<>(path.resolve("worker.json"), SandboxRecord.class);
    }

    JsonFile<WorkerResult> result() {
        return new JsonFile<>(path.resolve("result.json"), WorkerResult.class);
    }

    /** What the agent's home held at the end, for an attempt that finds the sandbox gone. */
    JsonFile<Conversation> conversation() {
        return new JsonFile<>(path.resolve("conversation.json"), Conversation.class);
    }

    boolean keepsConversation() {
        return Files.exists(conversation().path());
    }

    /** Returns what the session had used at this worker's end. */
    Usage spentInSession() {
        Usage before = record().read().map(SandboxRecord::spentBefore).orElse(Usage.NONE);
        return before.plus(result().read().map(WorkerResult::usage).orElse(Usage.NONE));
    }

    Path transcript() {
        return path.resolve("transcript.log");
    }

    /** Where what was taken out of the sandbox is kept. */
    Path left() {
        return path.resolve("left");
    }

    /** When the worker came to have its started sandbox: from then on one that is not there was lost. */
    JsonFile<Instant> started() {
        return new JsonFile<>(path.resolve("started.json"), Instant.class);
    }

    WorkerId id() {
        return new WorkerId(path.getFileName().toString());
    }

    boolean exists() {
        return Files.isRegularFile(record().path());
    }

    /** Makes the folder appear at once, with its record in it. */
    void create(SandboxRecord started) throws IOException {
        Path next = path.resolveSibling("_new-" + path.getFileName());
        Folders.remove(next);
        Files.createDirectories(next);
        new WorkerFolder(next).record().write(started);
        Files.write(next.resolve("reserve"), new byte[RESERVE]);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Keeps the result, in room that was kept for it from the start: the disk may be full. */
    void keep(WorkerResult ended) throws IOException {
        Files.deleteIfExists(path.resolve("reserve"));
        result().write(ended);
    }
}
