package dev.tandemwork.graph;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.review.ReviewContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What a node's body may use. Its methods may be called from any thread until the body has ended. */
public interface NodeContext extends ReviewContext {
    /** Returns the run. */
    RunId run();

    /** Returns where in the run this node stands. */
    NodePath path();

    /** Returns which attempt this is, from 1. */
    int attempt();

    /** Tells that the node is alive, which starts its idle timeout anew. */
    void progress();

    /**
     * Ends this attempt, as by the node's own timeout, if it has not ended in {@code time} from now: for a limit that
     * follows from the input. A later call takes the place of an earlier one.
     */
    void limitTime(Duration time);

    /** Shows a line to whoever watches the run, as a sign of life too. It is not kept in the journal. */
    @Override
    void log(String line);

    /**
     * Shows that the node waits for something outside of it, as a sign of life too. The wait lasts until it gives another.
     *
     * @param reason for what, as the end of a sentence: {@code for memory}
     */
    void waits(String reason);

    /** Keeps a line in the journal, together with the node's result: both or neither. */
    void note(String line);

    /**
     * Counts what was used towards the budgets. It ends this node if one of them is used up by it. It is recorded with the
     * end of the attempt; what an attempt has used that a crash cuts off is not known afterwards.
     */
    void spend(Usage usage);

    /** Returns whether the node is to end: it was cancelled, or its time is up. */
    @Override
    boolean isCancelled();

    /** Calls {@code action} once the node is to end, at once if it is already: to stop what an interrupt does not reach. */
    void onCancel(Runnable action);

    /**
     * Does something to the outside world, once.
     *
     * <p>The intent is in the journal before {@code act} is called. After a crash, {@code probe} is asked first whether it
     * has happened; {@code act} is called again only when it has not.
     *
     * @param key unique in this node
     * @param type of the result
     * @param probe looks whether it has happened, and returns its result then
     * @param act does it
     * @throws Exception what {@code probe} or {@code act} threw
     */
    <T> T effect(String key, Class<T> type, Callable<Optional<T>> probe, Callable<T> act) throws Exception;
}
