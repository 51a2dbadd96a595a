package dev.tandemwork.delivery;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.scm.Change;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import java.util.Optional;

/** What came of an attempt. */
public sealed interface Submission {
    /** Returns the attempt. */
    Attempt attempt();

    /** Returns what the attempt left behind. */
    Trace trace();

    /** Returns what the attempt has changed, if anything. */
    Optional<Change> change();

    /** Returns the next attempt, which goes on from this one. */
    default Attempt next(Feedback why) {
        Usage spent = attempt().spentBefore().plus(trace().usage());
        return attempt().next(new Attempt.Previous(trace().worker(), trace().session(), change(), spent), why);
    }

    /**
     * What an attempt leaves behind.
     *
     * @param worker who worked on it
     * @param session the agent's conversation
     * @param usage what it used
     * @param summary the agent's last words
     */
    record Trace(WorkerId worker, Optional<SessionId> session, Usage usage, String summary) {}

    /**
     * There is a change, to be reviewed.
     *
     * @param attempt which attempt
     * @param trace what it left
     * @param made the change
     */
    record Changed(Attempt attempt, Trace trace, Change made) implements Submission {
        @Override
        public Optional<Change> change() {
            return Optional.of(made);
        }
    }

    /**
     * The worker has failed, and another try with nothing changed would go no better.
     *
     * @param attempt which attempt
     * @param trace what it left
     * @param failure what a person may mend
     */
    record Blocked(Attempt attempt, Trace trace, WorkerFailure failure) implements Submission {
        @Override
        public Optional<Change> change() {
            return attempt.previous().flatMap(Attempt.Previous::change);
        }
    }

    /**
     * The agent ended well, and has changed nothing.
     *
     * @param attempt which attempt
     * @param trace what it left
     */
    record Unchanged(Attempt attempt, Trace trace) implements Submission {
        @Override
        public Optional<Change> change() {
            return attempt.previous().flatMap(Attempt.Previous::change);
        }
    }
}
