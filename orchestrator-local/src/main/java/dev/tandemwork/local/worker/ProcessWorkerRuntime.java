package dev.tandemwork.local.worker;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.local.process.ControlGroups;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs workers as processes of this machine and user. <strong>This is no sandbox</strong>: an agent can read and change
 * all that this user can, reach every host, and leave its folder. Use it for agents and instructions that you trust as
 * you trust yourself; use a runtime with containers for all others.
 *
 * <p>What it does give: each worker has a clone and a home folder of its own, sees no key that was not named for it, and
 * is ended with every process it has started. Attempts at one task go on in the same clone and home, as long as a worker
 * of them is kept. Memory, processors and processes are bounded by control groups where this program may make them; a
 * log line at the start says what is bounded.
 *
 * <p>A worker is kept, with its result, until {@link #remove}. When this program dies, the next one finds the results of
 * workers that had ended; a worker that had not ended is begun again from where its attempt started, after what is left
 * of it was killed. A worker is run by one runtime at a time, of all that share a folder.
 *
 * <p>The defaults: two workers at once, 10 s from asking a process to end to killing it, 15 s for an agent to end after
 * its result, 16 MiB of transcript.
 */
public final class ProcessWorkerRuntime implements WorkerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessWorkerRuntime.class);

    private final Settings settings;
    private final WorkerPool pool;

    private ProcessWorkerRuntime(Settings settings) {
        this.settings = settings;
        this.pool = new WorkerPool(settings);
    }

    /** Returns a builder; {@code root} must be given. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Worker start(WorkerSpec spec) throws InterruptedException {
        return start(spec, waiting -> {});
    }

    @Override
    public Worker start(WorkerSpec spec, Consumer<Waiting> listener) throws InterruptedException {
        return pool.start(spec, listener);
    }

    @Override
    public Optional<Worker> adopt(WorkerId id) {
        return pool.adopt(id).map(Worker.class::cast);
    }

    @Override
    public List<WorkerId> workers() {
        return settings.root().folders().stream().map(WorkerFolder::id).toList();
    }

    @Override
    public void remove(WorkerId id) {
        pool.remove(id);
    }

    @Override
    public Capacity capacity() {
        return pool.capacity();
    }

    /** Returns the file with what the worker has said, its beginning and its end; it may not exist. */
    public Path transcript(WorkerId id) {
        return settings.root().folder(id).transcript();
    }

    /**
     * Ends all workers that run, and lets go of their folders. Their attempts are begun again by the next runtime that
     * adopts them.
     */
    @Override
    public void close() {
        pool.close();
    }

    /** Builds a runtime. */
    public static final class Builder {
        private static final Duration GRACE = Duration.ofSeconds(10);
        private static final Duration LINGER = Duration.ofSeconds(15);
        private static final long TRANSCRIPT_BYTES = 16L << 20;

        private Optional<Path> root = Optional.empty();
        private int maxWorkers = 2;
        private Agents agents = Agents.standard();
        private Map<String, String> inherited = System.getenv();
        private Function<String, Optional<String>> secrets = name -> Optional.ofNullable(System.getenv(name));
        private Duration grace = GRACE;
        private Duration linger = LINGER;
        private long transcriptBytes = TRANSCRIPT_BYTES;
        private ControlGroups groups = ControlGroups.detect();

        private Builder() {}

        /** Sets the folder below which the workers are kept; it is made if it is not there. */
        public Builder root(Path value) {
            root = Optional.of(value);
            return this;
        }

        /** Sets how many workers may run at once; the default is 2. */
        public Builder maxWorkers(int value) {
            require(value > 0, "maxWorkers", value);
            maxWorkers = value;
            return this;
        }

        /** Sets the agents that a task can name; the default is {@link Agents#standard()}. */
        public Builder agents(Agents values) {
            agents = Objects.requireNonNull(values, "agents");
            return this;
        }

        /** Sets where the values of secrets are found; the default is the environment of this program. */
        public Builder secrets(Function<String, Optional<String>> finder) {
            secrets = Objects.requireNonNull(finder, "secrets");
            return this;
        }

        /** Sets the time from asking a process to end to killing it; the default is 10 s. */
        public Builder grace(Duration value) {
            require(!value.isNegative(), "grace", value);
            grace = value;
            return this;
        }

        /** Sets the time an agent has to end after its result was read; the default is 15 s. */
        public Builder linger(Duration value) {
            require(!value.isNegative(), "linger", value);
            linger = value;
            return this;
        }

        /** Sets how much of what a worker says is kept; the default is 16 MiB. */
        public Builder transcriptBytes(long value) {
            require(value > 1, "transcriptBytes", value);
            transcriptBytes = value;
            return this;
        }

        Builder inherited(Map<String, String> environment) {
            inherited = environment;
            return this;
        }

        Builder groups(ControlGroups value) {
            groups = value;
            return this;
        }

        /**
         * Returns the runtime.
         *
         * @throws IllegalArgumentException if no root was given
         * @throws WorkerException if the root can't be used
         */
        public ProcessWorkerRuntime build() {
            Path folder =
                    root.orElseThrow(() -> new IllegalArgumentException("process runtime has no root; set root(...)"));
            WorkerRoot made = new WorkerRoot(folder).create();
            groups.removeOrphans(made.path());
            LOG.info(
                    "process workers in [{}] run as this user and are NOT sandboxed: they can read and change all that this user can; {}",
                    made.path(),
                    groups.describe(made.path().resolve("_trial")));
            return new ProcessWorkerRuntime(
                    new Settings(made, maxWorkers, agents, secrets, inherited, grace, linger, transcriptBytes, groups));
        }

        private static void require(boolean holds, String name, Object found) {
            if (!holds) {
                throw new IllegalArgumentException(
                        "process runtime has " + name + " [" + found + "]; expected more than nothing");
            }
        }
    }
}
