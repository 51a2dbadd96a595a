package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerSpec;
import java.util.Optional;

/**
 * What a worker was started with; written before anything else is done.
 *
 * @param spec what was asked for
 * @param sandbox the name of its sandbox, which attempts at one task share as long as it is there
 * @param inherited whether the sandbox is that of the attempt before
 * @param spentBefore what the session had used before
 */
record SandboxRecord(WorkerSpec spec, String sandbox, boolean inherited, Usage spentBefore) {
    /** Returns the session to go on with: only one whose home is still there. */
    Optional<SessionId> session() {
        return spec.attempt().previous().filter(left -> inherited).flatMap(left -> left.session());
    }
}
