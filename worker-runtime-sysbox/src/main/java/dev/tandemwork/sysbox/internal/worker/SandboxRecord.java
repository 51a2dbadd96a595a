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
 * @param session to go on with: one whose home is still there, or was kept
 * @param spentBefore what the session had used before
 */
record SandboxRecord(
        WorkerSpec spec, String sandbox, boolean inherited, Optional<SessionId> session, Usage spentBefore) {}
