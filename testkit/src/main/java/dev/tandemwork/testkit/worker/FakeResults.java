package dev.tandemwork.testkit.worker;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Results for tests, made of nothing but what was asked for: the same question has the same answer. */
public final class FakeResults {
    private static final int HEX_DIGITS = 40;

    private FakeResults() {}

    /** Returns a change of the task's branch, with a head that depends on the worker. */
    public static WorkerResult.Produced produced(WorkerSpec spec) {
        Task task = spec.attempt().task();
        CommitId base = commit(task.repository() + "/" + task.baseBranch());
        Change change = new Change(
                task.repository(),
                task.branch(),
                task.baseBranch(),
                base,
                commit(spec.id().value()),
                Optional.empty());
        Optional<SessionId> session = Optional.of(new SessionId("session-" + task.id()));
        return new WorkerResult.Produced(change, "did " + task.title(), List.of(), session, Usage.NONE);
    }

    /** Returns a failure. */
    public static WorkerResult.Failed failed(WorkerFailure.Kind kind, String message) {
        return new WorkerResult.Failed(WorkerFailure.of(kind, message), Optional.empty(), Usage.NONE);
    }

    /** Returns an end without a change. */
    public static WorkerResult.Unchanged unchanged() {
        return new WorkerResult.Unchanged("nothing to do", Optional.empty(), Usage.NONE);
    }

    private static CommitId commit(String seed) {
        String one = hex(seed);
        return new CommitId((one + hex(one)).substring(0, HEX_DIGITS));
    }

    private static String hex(String seed) {
        UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(id.getMostSignificantBits())
                + HexFormat.of().toHexDigits(id.getLeastSignificantBits());
    }
}
