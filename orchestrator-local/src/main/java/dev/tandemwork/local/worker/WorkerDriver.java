package dev.tandemwork.local.worker;

import dev.tandemwork.agents.output.Transcript;
import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.local.process.FolderRemoval;
import dev.tandemwork.local.process.Grace;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.local.process.ProcessTree;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one worker from its start to its kept result, on a thread of its own. */
final class WorkerDriver implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerDriver.class);

    private final AttemptContext.Run run;
    private final ProcessWorker worker;
    private final WorkerLease lease;
    private final Place place;

    WorkerDriver(AttemptContext.Run run, ProcessWorker worker, WorkerLease lease, Place place) {
        this.run = run;
        this.worker = worker;
        this.lease = lease;
        this.place = place;
    }

    /** The end is told last, so that who waits for it finds the place free and the folder let go. */
    @Override
    public void run() {
        WorkerResult result = broken("its thread ended early");
        try (lease) {
            result = work();
            if (!worker.isAbandoned() || result instanceof WorkerResult.Produced) {
                keep(result);
            }
        } finally {
            place.leave();
            worker.end(result);
        }
    }

    private WorkerResult work() {
        try {
            if (!place.isHeld()) {
                beginAgain();
            }
            return attempt();
        } catch (WorkerException e) {
            return failed(e.failure());
        } catch (UncheckedIOException | IOException e) {
            return failed(Failures.of(e));
        } catch (RuntimeException e) {
            LOG.error("worker [{}] broke", worker.id(), e);
            return broken(e.toString());
        } finally {
            endTree(run.settings(), run.folder(), Duration.ZERO);
        }
    }

    private WorkerResult broken(String how) {
        return failed(WorkerFailure.of(WorkerFailure.Kind.LOST, "worker [" + worker.id() + "] broke: " + how));
    }

    private WorkerResult attempt() {
        Secrets secrets = WorkerEnvironment.secrets(run.settings(), run.record().spec());
        long limit = run.settings().transcriptBytes();
        try (Transcript transcript = Transcript.open(run.folder().transcript(), limit)) {
            Voice voice = Voice.of(worker.stream(), transcript, secrets.redactor());
            return AttemptRun.run(new AttemptContext(run, secrets, voice, worker.stop()));
        }
    }

    private static WorkerResult failed(WorkerFailure why) {
        return new WorkerResult.Failed(why, Optional.empty(), Usage.NONE);
    }

    /** A result that can't be kept is told all the same; only the next program would have to do the attempt again. */
    private void keep(WorkerResult result) {
        try {
            run.folder().keep(result);
        } catch (IOException e) {
            LOG.warn("worker [{}]: its result can't be kept: {}", worker.id(), e.getMessage());
        }
    }

    /**
     * Ends what a program that has died has left running, at once, and takes the clone back to where the attempt began,
     * once there is a place: it is cloned again. The home stays when it came from the attempt before, because the
     * session is in it.
     */
    private void beginAgain() throws IOException {
        endTree(run.settings(), run.folder(), Duration.ZERO);
        place.take(worker.stop());
        FolderRemoval.remove(Workspace.clone(run.space()));
        if (!run.record().inherited()) {
            FolderRemoval.remove(run.space());
        }
    }

    /** Ends all processes that the worker in {@code folder} has, whichever program has started them. */
    static void endTree(Settings settings, WorkerFolder folder, Duration grace) {
        ProcessMarker marker = folder.marker();
        ProcessTree.of(
                        marker,
                        settings.groups().groupsOf(marker),
                        folder.process().read())
                .end(Grace.of(grace));
    }
}
