package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.WorkerFailure;

/**
 * Ends a worker that is full of processes, at two looks in a row: what it is at goes on only by chance, and its worker can't
 * do anything about it, for that takes a process too.
 */
final class ProcessWatch implements AutoCloseable {
    /** How many processes a worker's image keeps for itself, of limits that are not small. */
    private static final int SPARED = 128;

    /** Those that can't start others come and go, so that it is seldom full to the last one. */
    private static final double FULL = 0.95;

    private final AttemptContext context;
    private final String container;
    private boolean wasFull;
    private volatile boolean closed;

    private ProcessWatch(AttemptContext context, String container) {
        this.context = context;
        this.container = container;
    }

    static ProcessWatch begin(AttemptContext context, String container) {
        ProcessWatch watch = new ProcessWatch(context, container);
        watch.later();
        return watch;
    }

    private void later() {
        if (!closed) {
            context.settings()
                    .timers()
                    .after(context.settings().times().measure(), () -> Daemon.start("worker-processes", this::look));
        }
    }

    /** One look is over before the next one begins. */
    private void look() {
        if (closed) {
            return;
        }
        try {
            boolean isFull = isFull(context.sandboxes().host().processes(container));
            if (isFull && wasFull) {
                context.stop()
                        .ask(full(context.task()), context.settings().times().grace());
            }
            wasFull = isFull;
        } catch (DockerException e) {
            // whoever follows the container finds out what is wrong with it, or with its engine
            return;
        } finally {
            later();
        }
    }

    private boolean isFull(long found) {
        int limit = context.limits().pids();
        int most = limit > 4 * SPARED ? limit - SPARED : limit;
        return found >= most * FULL;
    }

    static WorkerFailure full(Task task) {
        return WorkerFailure.of(
                WorkerFailure.Kind.OUT_OF_PROCESSES,
                "worker of task [" + task.id() + "] ran out of processes; expected at most "
                        + task.limits().pids() + " at once; raise the limit pids");
    }

    @Override
    public void close() {
        closed = true;
    }
}
