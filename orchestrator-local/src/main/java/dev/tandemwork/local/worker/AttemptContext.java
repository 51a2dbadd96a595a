package dev.tandemwork.local.worker;

import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.local.process.Command;
import dev.tandemwork.local.process.ControlGroup;
import dev.tandemwork.local.process.LaunchedProcess;
import dev.tandemwork.worker.WorkerFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What every step of an attempt needs.
 *
 * @param run which attempt, and of which runtime
 * @param secrets that the agent may use
 * @param voice to tell by
 * @param stop tells that it is to end
 */
record AttemptContext(Run run, Secrets secrets, Voice voice, StopSignal stop) {
    /**
     * One attempt in one runtime.
     *
     * @param settings the runtime's
     * @param folder the worker's
     * @param record what the worker was started with
     * @param timer for what must not take too long
     */
    record Run(Settings settings, WorkerFolder folder, WorkerRecord record, ScheduledExecutorService timer) {
        Path space() {
            return settings.root().space(record.space());
        }
    }

    Settings settings() {
        return run.settings();
    }

    WorkerFolder folder() {
        return run.folder();
    }

    WorkerRecord record() {
        return run.record();
    }

    WorkerEnvironment environment() {
        return new WorkerEnvironment(settings(), record().spec(), run.space());
    }

    /** Starts a command of the worker, in its bounds. */
    LaunchedProcess launch(Command command) throws IOException {
        Optional<ControlGroup> group = settings().groups().group(folder().marker());
        group.ifPresent(made -> made.limit(record().spec().attempt().task().limits()));
        return LaunchedProcess.start(command, folder().marker(), group);
    }

    /** Asks {@code signal} to stop {@code time} from now. */
    ScheduledFuture<?> stopAfter(Duration time, StopSignal signal, String message) {
        Runnable ask = () -> signal.ask(
                WorkerFailure.of(WorkerFailure.Kind.TIMEOUT, message),
                settings().grace());
        return run.timer().schedule(ask, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
