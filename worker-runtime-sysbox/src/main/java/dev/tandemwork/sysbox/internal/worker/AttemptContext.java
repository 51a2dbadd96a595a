package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import java.time.Instant;
import java.util.Map;

/**
 * What every step of an attempt needs.
 *
 * @param settings the runtime's
 * @param sandboxes where the attempt's container is found
 * @param folder the worker's
 * @param record what the worker was started with
 * @param secrets by name, minted for this attempt
 * @param place which it takes
 * @param voice to tell by
 * @param stop tells that it is to end
 */
record AttemptContext(
        Settings settings,
        Sandboxes sandboxes,
        WorkerFolder folder,
        SandboxRecord record,
        Map<String, String> secrets,
        Place place,
        Voice voice,
        StopRequest stop) {
    Task task() {
        return record.spec().attempt().task();
    }

    Limits limits() {
        return task().limits();
    }

    /** When the attempt began; its sandbox may have been started long before. */
    Instant started() {
        return folder.started().read().orElseGet(settings.timers()::now);
    }

    @Override
    public String toString() {
        return "attempt of worker [" + record.spec().id() + "]";
    }
}
