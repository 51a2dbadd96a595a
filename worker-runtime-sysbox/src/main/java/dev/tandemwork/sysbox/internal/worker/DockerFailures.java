package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.worker.WorkerFailure.Kind;

/** Tells which kind of failure of a worker an engine's failure is. */
final class DockerFailures {
    private DockerFailures() {}

    static Kind kind(DockerException problem) {
        return switch (problem.kind()) {
            case UNREACHABLE, TIMEOUT, NOT_FOUND, CONFLICT -> Kind.LOST;
            case DISK_FULL -> Kind.DISK_FULL;
            case PERMISSION, REFUSED -> Kind.WORKSPACE;
        };
    }
}
