package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.AgentResult;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.protocol.ImageRecord;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerResult;
import java.util.Optional;

/** Tells from what is known of an attempt how it has ended. */
final class Verdict {
    private static final int NOT_READY = 125;
    private static final int DEADLINE = 124;
    private static final int KILLED = 137;
    private static final int STOPPED = 143;

    private final Task task;
    private final Progress progress;
    private final Optional<AgentResult> told;

    Verdict(Task task, Progress progress, Optional<AgentResult> told) {
        this.task = task;
        this.progress = progress;
        this.told = told;
    }

    /** Returns the result that the container has told. */
    WorkerResult of(ImageRecord outcome) {
        if (outcome instanceof ImageRecord.Produced produced) {
            return new WorkerResult.Produced(change(produced), summary(), progress.checks(), session(), usage());
        }
        if (outcome instanceof ImageRecord.Unchanged) {
            return new WorkerResult.Unchanged(summary(), session(), usage());
        }
        ImageRecord.Failed failed = (ImageRecord.Failed) outcome;
        if (failed.kind().filter(kind -> kind == Kind.CANCELLED).isPresent()) {
            return failed(stopped());
        }
        return failed(told.flatMap(Verdict::failure)
                .orElseGet(
                        () -> WorkerFailure.of(failed.kind().orElse(Kind.AGENT_ERROR), explained(failed.message()))));
    }

    /** What fails before the agent has begun, and after the setup has said something, is the setup. */
    private String explained(String message) {
        String said = progress.setup();
        return said.isEmpty() || progress.agentExit().isDone() ? message : message + "; it said: " + said;
    }

    /** Returns the result of a container that ended without telling one. */
    WorkerResult of(Follower.Exit exit) {
        return failed(exit.problem()
                .map(problem -> WorkerFailure.of(Kind.LOST, "worker of task [" + task.id() + "] is lost: " + problem))
                .orElseGet(() -> exit.state().map(this::exited).orElseGet(this::removed)));
    }

    /** Returns the result of a container that is not there any more. */
    WorkerResult gone() {
        return failed(removed());
    }

    /** That memory ran out in it is only a hint: a task goes on when a process of it was killed. */
    private WorkerFailure exited(ContainerState state) {
        return switch (state.exitCode()) {
            case NOT_READY -> failure(Kind.WORKSPACE, state, "its inner Docker engine did not get ready");
            case DEADLINE -> failure(Kind.TIMEOUT, state, "it took longer than its deadline");
            case STOPPED -> stopped();
            case KILLED -> state.oomKilled() ? outOfMemory() : failure(Kind.LOST, state, "it was killed from outside");
            default -> state.oomKilled() ? outOfMemory() : failure(Kind.NO_RESULT, state, "it ended without a result");
        };
    }

    private WorkerFailure failure(Kind kind, ContainerState state, String what) {
        return WorkerFailure.of(
                kind,
                "worker of task [" + task.id() + "] exited with " + state.exitCode() + ": " + what
                        + "; expected a result; see its transcript");
    }

    WorkerFailure outOfMemory() {
        return WorkerFailure.of(
                Kind.OUT_OF_MEMORY,
                "worker of task [" + task.id() + "] ran out of memory; expected at most "
                        + task.limits().memoryBytes() + " bytes; raise the limit memoryBytes");
    }

    /** Who has cancelled it asked this runtime, and gets another answer. */
    private WorkerFailure stopped() {
        return WorkerFailure.of(
                Kind.LOST,
                "worker of task [" + task.id()
                        + "] was stopped from outside; expected it to be let alone; start it again");
    }

    private WorkerFailure removed() {
        return WorkerFailure.of(
                Kind.LOST,
                "worker of task [" + task.id() + "] is gone: its container was removed from outside; try it again");
    }

    WorkerResult failed(WorkerFailure why) {
        WorkerFailure cleaned = new WorkerFailure(why.kind(), progress.clean(why.message()), why.retryAt());
        return new WorkerResult.Failed(cleaned, session(), usage());
    }

    private Change change(ImageRecord.Produced produced) {
        return new Change(
                task.repository(),
                task.branch(),
                task.baseBranch(),
                new CommitId(produced.base()),
                new CommitId(produced.head()),
                Optional.empty());
    }

    private static Optional<WorkerFailure> failure(AgentResult result) {
        return result.fold(finished -> Optional.empty(), failed -> Optional.of(failed.failure()));
    }

    private String summary() {
        return told.map(result -> result.<String>fold(AgentResult.Finished::summary, failed -> ""))
                .map(progress::clean)
                .orElse("");
    }

    private Optional<SessionId> session() {
        return told.flatMap(AgentResult::session);
    }

    private Usage usage() {
        return told.map(AgentResult::usage).orElse(Usage.NONE);
    }
}
