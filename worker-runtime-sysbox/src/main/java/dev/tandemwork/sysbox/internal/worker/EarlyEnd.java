package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.worker.WorkerResult;

/** Thrown within an attempt when nothing of what was to come will come. */
final class EarlyEnd extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient WorkerResult result;

    EarlyEnd(WorkerResult result) {
        super("the attempt has ended early", null, false, false);
        this.result = result;
    }

    WorkerResult result() {
        return result;
    }
}
