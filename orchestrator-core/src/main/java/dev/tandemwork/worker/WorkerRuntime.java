package dev.tandemwork.worker;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts workers: processes, containers, pods, virtual machines.
 *
 * <p>Implementations <em>must</em> be safe for use by many threads, return no null, and keep workers and their results
 * findable by name, also for the next process after a crash of this one. They throw {@link WorkerException} and nothing
 * else.
 *
 * <p>{@code WorkerRuntimeContract} of the test kit holds an implementation to this.
 */
public interface WorkerRuntime extends AutoCloseable {
    /** Returns a short name for messages: {@code process}, {@code sysbox}. */
    String name();

    /**
     * Starts a worker, or adopts the one of that name.
     *
     * <p>When {@link Attempt#previous()} names a worker whose sandbox or session is still there, the agent goes on in
     * it; otherwise it starts anew, from the branch as it was pushed.
     *
     * @throws InterruptedException if the caller was interrupted while it waited for a place
     */
    Worker start(WorkerSpec spec) throws InterruptedException;

    /**
     * Does the same, and says what it waits for. A runtime whose workers wait for a place <em>must</em> tell so; for others
     * there is nothing to be done.
     *
     * @param listener is told by the thread of this call: when a wait begins, and each time it comes to wait for something else
     */
    default Worker start(WorkerSpec spec, Consumer<Waiting> listener) throws InterruptedException {
        return start(spec);
    }

    /** Returns the worker of that name, running or ended, if this runtime still has it. */
    Optional<Worker> adopt(WorkerId id);

    /** Returns the names of all workers that this runtime still has, running or ended. */
    List<WorkerId> workers();

    /** Ends the worker if it runs, and removes all that is left of it. Removing what is not there has no effect. */
    void remove(WorkerId id);

    /** Returns how much this runtime can take. */
    Capacity capacity();

    /** Lets go of what this runtime holds. Workers stay, to be adopted by the next process. */
    @Override
    void close();
}
