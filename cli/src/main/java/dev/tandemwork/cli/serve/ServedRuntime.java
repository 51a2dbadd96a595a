package dev.tandemwork.cli.serve;

import dev.tandemwork.scm.Change;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * Runs workers elsewhere on repositories of this machine: a worker knows them by the URLs that they are served at, and
 * everybody else by the paths that they have.
 */
public final class ServedRuntime implements WorkerRuntime {
    private final WorkerRuntime runtime;
    private final RepositoryServer server;
    private final SoleUse use;

    private ServedRuntime(WorkerRuntime runtime, RepositoryServer server, SoleUse use) {
        this.runtime = runtime;
        this.server = server;
        this.use = use;
    }

    /** Returns {@code runtime}, whose folder is in {@code use}, with the repositories of {@code server}; it closes all. */
    public static ServedRuntime of(WorkerRuntime runtime, RepositoryServer server, SoleUse use) {
        return new ServedRuntime(runtime, server, use);
    }

    @Override
    public String name() {
        return runtime.name();
    }

    @Override
    public Worker start(WorkerSpec spec) throws InterruptedException {
        return start(spec, waiting -> {});
    }

    @Override
    public Worker start(WorkerSpec spec, Consumer<Waiting> listener) throws InterruptedException {
        return new ServedWorker(runtime.start(served(spec), listener), server);
    }

    private WorkerSpec served(WorkerSpec spec) {
        Attempt attempt = spec.attempt();
        Attempt served = new Attempt(served(attempt.task()), attempt.number(), attempt.previous(), attempt.feedback());
        return new WorkerSpec(spec.id(), served, spec.environment(), spec.secrets());
    }

    private Task served(Task task) {
        return new Task(
                task.id(),
                task.title(),
                task.instructions(),
                server.serve(task.repository()),
                task.baseBranch(),
                task.agent(),
                task.scope(),
                task.dependsOn(),
                task.touches(),
                task.setup(),
                task.checks(),
                task.limits());
    }

    @Override
    public Optional<Worker> adopt(WorkerId id) {
        return runtime.adopt(id).map(worker -> new ServedWorker(worker, server));
    }

    @Override
    public List<WorkerId> workers() {
        return runtime.workers();
    }

    @Override
    public void remove(WorkerId id) {
        runtime.remove(id);
    }

    @Override
    public Capacity capacity() {
        return runtime.capacity();
    }

    @Override
    public void close() {
        runtime.close();
        server.close();
        use.close();
    }

    /**
     * A worker whose result names the repository as everybody else does.
     *
     * @param worker of the runtime
     * @param server of its repository
     */
    private record ServedWorker(Worker worker, RepositoryServer server) implements Worker {
        @Override
        public WorkerId id() {
            return worker.id();
        }

        @Override
        public Flow.Publisher<WorkerEvent> events() {
            return worker.events();
        }

        @Override
        public WorkerResult await() throws InterruptedException {
            return worker.await().<WorkerResult>fold(this::local, unchanged -> unchanged, failed -> failed);
        }

        private WorkerResult local(WorkerResult.Produced produced) {
            Change change = produced.change();
            Change local = new Change(
                    server.location(change.repository()),
                    change.branch(),
                    change.baseBranch(),
                    change.base(),
                    change.head(),
                    change.pullRequest());
            return new WorkerResult.Produced(
                    local, produced.summary(), produced.checks(), produced.session(), produced.usage());
        }

        @Override
        public void cancel(Duration grace) {
            worker.cancel(grace);
        }
    }
}
