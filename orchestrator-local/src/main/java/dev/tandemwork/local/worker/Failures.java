package dev.tandemwork.local.worker;

import dev.tandemwork.local.git.GitException;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.List;

/** Tells from what went wrong which kind of failure it is. */
final class Failures {
    private static final String DISK_FULL = "No space left on device";
    private static final List<String> NETWORK = List.of(
            "Could not resolve host",
            "Connection refused",
            "Connection timed out",
            "Connection reset",
            "Network is unreachable",
            "early EOF",
            "Failed to connect");

    private Failures() {}

    static WorkerException of(Kind kind, String message) {
        return WorkerException.of(WorkerFailure.of(kind, message));
    }

    /** Returns the failure behind {@code problem}, which is of {@code kind} unless it tells more. */
    static WorkerFailure of(GitException problem, Kind kind) {
        String message = String.valueOf(problem.getMessage());
        if (isDiskFull(problem.stderr())) {
            return WorkerFailure.of(Kind.DISK_FULL, message);
        }
        boolean network = NETWORK.stream().anyMatch(problem.stderr()::contains);
        return WorkerFailure.of(network ? Kind.NETWORK : kind, message);
    }

    static WorkerFailure of(Exception problem) {
        String message = String.valueOf(problem.getMessage());
        return WorkerFailure.of(isDiskFull(message) ? Kind.DISK_FULL : Kind.WORKSPACE, "worker folder: " + message);
    }

    static boolean isDiskFull(String message) {
        return message.contains(DISK_FULL);
    }
}
