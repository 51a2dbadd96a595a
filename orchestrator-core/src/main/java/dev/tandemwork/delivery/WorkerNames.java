package dev.tandemwork.delivery;

import com.google.common.hash.Hashing;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerId;
import java.nio.charset.StandardCharsets;

/** Names of workers: the same for the same try of the same task in the same run, so that it is found after a crash. */
public final class WorkerNames {
    private static final int LONGEST_TASK = 40;

    private WorkerNames() {}

    static WorkerId of(RunId run, Attempt attempt, int nodeAttempt) {
        String task = attempt.task().id();
        String shortened = task.length() <= LONGEST_TASK ? task : task.substring(0, LONGEST_TASK);
        return new WorkerId(prefix(run) + hash(task) + "-" + shortened + "-" + attempt.number() + "-" + nodeAttempt);
    }

    /** Returns whether {@code worker} belongs to {@code run}. */
    public static boolean isOf(RunId run, WorkerId worker) {
        return worker.value().startsWith(prefix(run));
    }

    static boolean isOf(RunId run, String task, WorkerId worker) {
        return worker.value().startsWith(prefix(run) + hash(task) + "-");
    }

    private static String prefix(RunId run) {
        return hash(run.value());
    }

    private static String hash(String text) {
        return Hashing.farmHashFingerprint64()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 8);
    }
}
