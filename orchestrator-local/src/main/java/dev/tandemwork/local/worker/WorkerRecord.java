package dev.tandemwork.local.worker;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerSpec;
import java.util.Optional;

/**
 * What a worker was started with; written before anything else is done.
 *
 * @param spec what was asked for
 * @param space the name of the folder with its clone and its home
 * @param inherited whether the space is that of the attempt before
 * @param spentBefore what the session had used before
 */
record WorkerRecord(WorkerSpec spec, String space, boolean inherited, Usage spentBefore) {
    /** Returns the session to go on with: only one whose home is still there. */
    Optional<SessionId> session() {
        return spec.attempt().previous().filter(left -> inherited).flatMap(left -> left.session());
    }
}
