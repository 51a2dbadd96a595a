package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.output.Transcript;
import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.sysbox.Isolation;
import dev.tandemwork.sysbox.internal.docker.Destination;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.LogSubscription;
import dev.tandemwork.sysbox.internal.lane.AccessLog;
import dev.tandemwork.sysbox.secret.SecretLease;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads one worker from its start, or from where another process has left it, to its kept result. */
final class WorkerDriver implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerDriver.class);
    private static final String RESULT = "/result";
    private static final String UNKNOWN =
            "artifacts of the worker are left out, for its secrets are not known any more, and can't be veiled in them";
    private static final String NO_SANDBOX =
            "isolation is UNSAFE_FOR_TESTS: this worker is in no sandbox, and can do to its"
                    + " host what root can; use it for tests of Tandemwork, and for nothing else";

    private final Settings settings;
    private final Sandboxes sandboxes;
    private final WorkerFolder folder;
    private final SandboxRecord record;
    private final SandboxWorker worker;
    private final Place place;

    WorkerDriver(
            Settings settings,
            Sandboxes sandboxes,
            WorkerFolder folder,
            SandboxRecord record,
            SandboxWorker worker,
            Place place) {
        this.settings = settings;
        this.sandboxes = sandboxes;
        this.folder = folder;
        this.record = record;
        this.worker = worker;
        this.place = place;
    }

    /** The end is told last, so that who waits for it finds the place free. */
    @Override
    public void run() {
        WorkerResult result = failed(Kind.LOST, "its thread ended early");
        try {
            result = work();
            if (!isLeft()) {
                keep(result);
            }
        } finally {
            place.close();
            worker.end(result);
        }
    }

    private boolean isLeft() {
        return Optional.ofNullable(worker.stop().asked().getNow(null))
                .filter(StopRequest.Stop::leaveRunning)
                .isPresent();
    }

    private WorkerResult work() {
        try (Transcript transcript = Transcript.open(folder.transcript(), settings.transcriptBytes())) {
            return attempt(transcript);
        } catch (WorkerException e) {
            return new WorkerResult.Failed(e.failure(), Optional.empty(), Usage.NONE);
        } catch (DockerException e) {
            return broken(e);
        } catch (UncheckedIOException e) {
            return failed(Kind.WORKSPACE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(Kind.LOST, "its thread was interrupted");
        } catch (RuntimeException e) {
            LOG.error("worker [{}] broke", worker.id(), e);
            return failed(Kind.LOST, e.toString());
        }
    }

    /** Nothing runs on that nobody leads; what can't be ended now is ended by whoever tidies up. */
    private WorkerResult broken(DockerException problem) {
        try {
            if (!isLeft()) {
                sandboxes.end(record.sandbox());
            }
        } catch (DockerException e) {
            problem.addSuppressed(e);
        }
        return failed(DockerFailures.kind(problem), String.valueOf(problem.getMessage()));
    }

    private WorkerResult attempt(Transcript transcript) throws InterruptedException {
        AttemptSecrets secrets = new AttemptSecrets(settings, sandboxes, record);
        SecretLease lease = folder.started().read().isPresent() ? secrets.recover() : secrets.mint();
        Voice voice = Voice.of(worker.stream(), transcript, lease.redactor());
        try {
            return attempt(voice, lease);
        } finally {
            giveBack(lease, voice);
        }
    }

    /** A worker that is left to the next process needs its secrets. */
    private void giveBack(SecretLease lease, Voice voice) {
        if (!isLeft()) {
            lease.revoke().forEach(problem -> voice.line(problem.failure().message(), 0));
        }
    }

    private WorkerResult attempt(Voice voice, SecretLease lease) throws InterruptedException {
        AttemptContext context =
                new AttemptContext(settings, sandboxes, folder, record, lease.values(), place, voice, worker.stop());
        Errand errand = Errand.of(context);
        Progress progress = new Progress(voice, errand.reader());
        tellOfNoSandbox(voice);
        voice.phase("sandbox");
        Optional<Sandbox> found = sandbox(context);
        if (found.isEmpty()) {
            return new Verdict(context.task(), progress, Optional.empty()).gone();
        }
        Sandbox sandbox = found.get();
        LogSubscription asked = AccessLog.follow(sandboxes.host(), sandbox.lane(), new Access(voice));
        DiskWatch disk = DiskWatch.begin(context, sandbox.id());
        ProcessWatch processes = ProcessWatch.begin(context, sandbox.id());
        try (asked;
                disk;
                processes;
                Follower follower = new Follower(sandboxes.host(), sandbox.container(), progress, settings).begin()) {
            WorkerResult result = new AttemptRun(context, errand, sandbox, progress, follower).run();
            collect(sandbox.id(), voice, lease);
            if (lease.isComplete()) {
                result.session().ifPresent(session -> errand.keepConversation(session, sandbox.id(), lease.redactor()));
            }
            return result;
        }
    }

    /** A sandbox that was started once is never made or started again for the same attempt: what it has told counts. */
    private Optional<Sandbox> sandbox(AttemptContext context) {
        if (folder.started().read().isPresent()) {
            return sandboxes.adopt(record.sandbox());
        }
        if (record.inherited() && !sandboxes.exists(record.sandbox())) {
            return Optional.empty();
        }
        Sandbox started = sandboxes.start(
                record.sandbox(), context.limits(), lack -> context.voice().line(lack, 0));
        noteStart();
        sandboxes.networks().begin(started);
        return Optional.of(started);
    }

    private void noteStart() {
        try {
            folder.started().write(settings.timers().now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tellOfNoSandbox(Voice voice) {
        if (settings.isolation() == Isolation.UNSAFE_FOR_TESTS) {
            voice.line(NO_SANDBOX, 0);
        }
    }

    /** What a worker has left is worth something also when there is no disk for it any more, but not the worker's result. */
    private void collect(String container, Voice voice, SecretLease lease) {
        if (isLeft()) {
            return;
        }
        try {
            if (sandboxes.host().inspect(container).isEmpty()) {
                return;
            }
            if (!lease.isComplete()) {
                voice.line(UNKNOWN, 0);
            }
            Destination to = new Destination(folder.left(), settings.artifactBytes(), Veiled.by(lease));
            long missing = sandboxes.host().fetch(container, RESULT, to);
            if (missing > 0) {
                voice.line("what the worker has left is larger than " + settings.artifactBytes() + " bytes", missing);
            }
        } catch (DockerException e) {
            voice.line("what the worker has left can't be had: " + e.getMessage(), 0);
        }
    }

    private void keep(WorkerResult result) {
        try {
            folder.keep(result);
        } catch (IOException e) {
            LOG.warn("worker [{}]: its result can't be kept: {}", worker.id(), e.getMessage());
        }
    }

    private WorkerResult failed(Kind kind, String how) {
        return new WorkerResult.Failed(
                WorkerFailure.of(kind, "worker [" + worker.id() + "] broke: " + how), Optional.empty(), Usage.NONE);
    }
}
