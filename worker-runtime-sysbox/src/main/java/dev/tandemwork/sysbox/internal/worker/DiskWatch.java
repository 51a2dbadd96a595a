package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import dev.tandemwork.worker.WorkerFailure;
import java.time.Duration;
import java.util.List;

/**
 * Ends a worker whose files have become more than its limit. Some engines can bound what a container writes beside its
 * volumes, and none what is in a volume, such as the inner engine's data. So both are counted every few seconds: what a
 * worker writes between two counts, and what it has deleted and still holds open, is beyond the limit.
 */
final class DiskWatch implements AutoCloseable {
    private static final List<String> COUNT = List.of("du", "-s", "-x", "--block-size=1", SandboxSpecs.DATA);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final AttemptContext context;
    private final DockerHost host;
    private final String container;
    private volatile boolean closed;

    private DiskWatch(AttemptContext context, String container) {
        this.context = context;
        this.host = context.sandboxes().host();
        this.container = container;
    }

    static DiskWatch begin(AttemptContext context, String container) {
        DiskWatch watch = new DiskWatch(context, container);
        watch.later();
        return watch;
    }

    private void later() {
        if (!closed) {
            Timers timers = context.settings().timers();
            timers.after(context.settings().times().measure(), () -> Daemon.start("worker-disk", this::look));
        }
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            long found = host.written(container) + inVolume();
            if (found > context.limits().diskBytes()) {
                context.stop().ask(full(found), context.settings().times().grace());
            }
        } catch (DockerException e) {
            // whoever follows the container finds out what is wrong with it, or with its engine
            return;
        } finally {
            later();
        }
    }

    /** A worker that can't run one more command is measured when it can again. */
    private long inVolume() {
        ExecResult counted = host.exec(container, COUNT, new byte[0], DEADLINE);
        String bytes = counted.stdout().split("\\s", 2)[0];
        return bytes.matches("[0-9]{1,18}") ? Long.parseLong(bytes) : 0;
    }

    private WorkerFailure full(long found) {
        return WorkerFailure.of(
                WorkerFailure.Kind.DISK_FULL,
                "worker of task [" + context.task().id() + "] has written " + found + " bytes; expected at most "
                        + context.limits().diskBytes() + "; raise the limit diskBytes");
    }

    @Override
    public void close() {
        closed = true;
    }
}
