package dev.tandemwork.engine;

import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * A run that this process is at.
 *
 * @param <O> its result
 */
public interface Run<O> extends AutoCloseable {
    /** Returns its name. */
    RunId id();

    /**
     * Waits until the run has ended, or is parked. A parked run goes on when a question is answered; wait again then.
     *
     * @throws InterruptedException if the caller was interrupted; the run goes on
     */
    Outcome<O> await() throws InterruptedException;

    /** Returns how the run stands if it has ended or is parked by then; otherwise as {@link #await()}. */
    Optional<Outcome<O>> await(Duration atMost) throws InterruptedException;

    /** Returns the questions that are open now. */
    List<Question> questions();

    /**
     * Answers a question, and so wakes its branch. Giving the same answer again has no effect.
     *
     * @param by who answers
     * @throws EngineException if there is no such question, it has another answer, or expects another type
     */
    void answer(NodePath question, Object answer, String by);

    /** Answers a question by JSON; otherwise as {@link #answer}. */
    void answerJson(NodePath question, String json, String by);

    /** Cancels the run: what runs is ended, with its grace, and nothing else begins. */
    void cancel(String reason);

    /**
     * Cancels what is at {@code path} or under it: a branch, or the node that a branch is at, which ends the branch too.
     *
     * @return whether there was something to cancel
     */
    boolean cancel(NodePath path, String reason);

    /** Lets what runs end, and begins nothing else. The run is parked then. */
    void drain();

    /**
     * Returns what happens from now on. What is {@link RunEvent.Recorded} reaches every subscriber; the rest is dropped,
     * and counted, for one that is too slow.
     */
    Flow.Publisher<RunEvent> events();

    /** Returns what is recorded from {@code sequence} on, and then what happens, with no gap between. */
    Flow.Publisher<RunEvent> events(long sequence);

    /**
     * Lets go of the run. If it has not ended, what runs is ended as by a crash, only gently: nothing of it is recorded,
     * and the run can be resumed.
     */
    @Override
    void close();
}
