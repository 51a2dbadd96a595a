package dev.tandemwork.sysbox;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.sysbox.cache.ImageCache;
import dev.tandemwork.sysbox.internal.admission.Admission;
import dev.tandemwork.sysbox.internal.admission.HostBudget;
import dev.tandemwork.sysbox.internal.admission.HostPressure;
import dev.tandemwork.sysbox.internal.admission.Waiter;
import dev.tandemwork.sysbox.internal.check.HostNeeds;
import dev.tandemwork.sysbox.internal.check.Inspection;
import dev.tandemwork.sysbox.internal.docker.DockerDeadlines;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.EngineInfo;
import dev.tandemwork.sysbox.internal.docker.ImageState;
import dev.tandemwork.sysbox.internal.lane.LaneSettings;
import dev.tandemwork.sysbox.internal.lane.Lanes;
import dev.tandemwork.sysbox.internal.lane.Mirror;
import dev.tandemwork.sysbox.internal.lane.OuterNetwork;
import dev.tandemwork.sysbox.internal.schedule.Timers;
import dev.tandemwork.sysbox.internal.worker.EngineRemains;
import dev.tandemwork.sysbox.internal.worker.HostWatch;
import dev.tandemwork.sysbox.internal.worker.Provisions;
import dev.tandemwork.sysbox.internal.worker.Reaper;
import dev.tandemwork.sysbox.internal.worker.SandboxPool;
import dev.tandemwork.sysbox.internal.worker.Sandboxes;
import dev.tandemwork.sysbox.internal.worker.Settings;
import dev.tandemwork.sysbox.internal.worker.WorkerRoot;
import dev.tandemwork.sysbox.secret.SecretSource;
import dev.tandemwork.task.Limits;
import dev.tandemwork.worker.Capacity;
import dev.tandemwork.worker.Waiting;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerRuntime;
import dev.tandemwork.worker.WorkerSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each worker in a container of its own under Sysbox, with a Docker engine inside. An agent is root in its worker, and
 * can do nothing to its host, to other workers, or to hosts that are not on its allow list.
 *
 * <p>A worker is kept, with its result and what it has left, until {@link #remove}. Workers outlive this program: the next
 * one adopts those that run, and finds the results of those that have ended meanwhile. Attempts at one task go on in the
 * same container, with the same session of the agent, as long as a worker of them is kept. When the container is gone, the
 * session goes on in another one if its agent can do that, and starts anew from the branch otherwise.
 *
 * <p>A worker starts when the host has room for its limits; until then {@link #start} waits, in an order in which nobody
 * starves. Nothing of a task is in a container's environment, command or labels, and secrets lie in its memory only.
 */
public final class SysboxWorkerRuntime implements WorkerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(SysboxWorkerRuntime.class);

    private final Settings settings;
    private final DockerHost host;
    private final Lanes lanes;
    private final Admission admission;
    private final Sandboxes sandboxes;
    private final SandboxPool pool;
    private final OuterNetwork outer;
    private final HostWatch watch;
    private final Reaper reaper;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SysboxWorkerRuntime(
            Settings settings, Host on, Sandboxes sandboxes, Admission admission, Map<Limits, Integer> warm) {
        DockerHost host = on.engine();
        this.settings = settings;
        this.host = host;
        this.lanes = on.lanes();
        this.sandboxes = sandboxes;
        this.admission = admission;
        this.pool = SandboxPool.open(settings, sandboxes, admission, warm);
        this.outer = on.outer();
        this.watch = on.watch();
        watch.begin(settings, host, admission, pool);
        this.reaper = Reaper.begin(settings, sandboxes, lanes, pool);
    }

    /** The engine that workers are on, and their networks there. */
    private record Host(DockerHost engine, HostWatch watch, OuterNetwork outer, Lanes lanes) {}

    /** Returns a builder; {@code root} must be given. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return settings.isolation() == Isolation.SYSBOX ? "sysbox" : "unsafe-for-tests";
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
        return pool.adopt(id);
    }

    @Override
    public List<WorkerId> workers() {
        return pool.workers();
    }

    @Override
    public void remove(WorkerId id) {
        pool.remove(id);
    }

    @Override
    public Capacity capacity() {
        return pool.capacity();
    }

    /** Returns who waits for room, in the order of their turns. */
    List<Waiter> waiting() {
        return admission.waiting();
    }

    /** Returns how many sandboxes wait for a task. */
    int warm() {
        return pool.warm();
    }

    /** Returns the file with what the worker has said, its beginning and its end; it may not exist. */
    public Path transcript(WorkerId id) {
        return settings.root().transcript(id);
    }

    /** Returns the folder with what was taken out of the worker at its end: its diff, outputs of checks, artifacts. */
    public Path leftBy(WorkerId id) {
        return settings.root().leftBy(id);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        admission.close();
        watch.close();
        reaper.close();
        pool.close();
        sandboxes.close();
        removeNetworks();
        host.close();
        settings.timers().close();
    }

    /** An engine that does not answer must not be in the way of closing; what is left is removed by the next runtime. */
    private void removeNetworks() {
        try {
            lanes.close();
            outer.removeIfUnused();
        } catch (DockerException e) {
            LOG.warn("networks of workers were not removed: {}; the next runtime does that", e.getMessage());
        }
    }

    /** Builds a runtime. */
    public static final class Builder {
        private static final URI DOCKER = URI.create("unix:///var/run/docker.sock");
        private static final long TRANSCRIPT_BYTES = 16L << 20;
        private static final long ARTIFACT_BYTES = 256L << 20;

        private Optional<Path> root = Optional.empty();
        private URI docker = DOCKER;
        private String image = "tandemwork/worker:local";
        private Isolation isolation = Isolation.SYSBOX;
        private String ociRuntime = "sysbox-runc";
        private String proxyImage = "tandemwork/proxy:local";
        private EgressPolicy egress = EgressPolicy.standard();
        private Agents agents = Agents.standard();
        private SecretSource secrets = SecretSource.environment();
        private Optional<Settings.GitCredential> git = Optional.empty();
        private boolean opensPullRequests;
        private Settings.Times times = Settings.Times.standard();
        private final Map<Limits, Integer> warm = new HashMap<>();
        private DockerDeadlines deadlines = DockerDeadlines.standard();
        private int maxWorkers = Integer.MAX_VALUE;
        private UnaryOperator<HostBudget> budget = UnaryOperator.identity();
        private Optional<RegistryMirror> mirror = Optional.empty();
        private Optional<ImageCache> cache = Optional.empty();
        private Optional<Path> repositories = Optional.empty();

        private Builder() {}

        /** Sets the folder where what is known of the workers is kept; it is made if it is not there. */
        public Builder root(Path value) {
            root = Optional.of(value);
            return this;
        }

        /** Sets where the Docker engine listens; the default is {@code unix:///var/run/docker.sock}. */
        public Builder docker(URI value) {
            docker = Objects.requireNonNull(value, "docker");
            return this;
        }

        /** Sets the image of workers; the default is {@code tandemwork/worker:local}. */
        public Builder image(String value) {
            image = Objects.requireNonNull(value, "image");
            return this;
        }

        /** Sets the image of the proxies; the default is {@code tandemwork/proxy:local}. */
        public Builder proxyImage(String value) {
            proxyImage = Objects.requireNonNull(value, "proxyImage");
            return this;
        }

        /** Sets the registry mirror of workers' engines; by default there is none. */
        public Builder mirror(RegistryMirror value) {
            mirror = Optional.of(value);
            return this;
        }

        /** Sets which images workers find in their engines; by default these are empty. */
        public Builder cache(ImageCache value) {
            cache = Optional.of(value);
            return this;
        }

        /**
         * Sets a folder of the engine's host with mirrors of repositories, as {@code HOST/OWNER/NAME.git}. Workers see it
         * read-only, and what they find there their clones don't fetch. By default there is none.
         */
        public Builder repositoryMirrors(Path folder) {
            repositories = Optional.of(folder.toAbsolutePath());
            return this;
        }

        /** Sets which hosts workers may reach; the default is {@link EgressPolicy#standard()}. */
        public Builder egress(EgressPolicy value) {
            egress = Objects.requireNonNull(value, "egress");
            return this;
        }

        /** Sets how workers are kept apart from their host; the default is {@link Isolation#SYSBOX}. */
        public Builder isolation(Isolation value) {
            isolation = Objects.requireNonNull(value, "isolation");
            return this;
        }

        /**
         * Sets what the engine calls Sysbox; the default is {@code sysbox-runc}. Docker Desktop has no such name: there the
         * engine's own runtime is used, once a start has shown that Enhanced Container Isolation is on.
         */
        public Builder runtimeName(String value) {
            ociRuntime = Objects.requireNonNull(value, "runtimeName");
            return this;
        }

        /** Sets the agents that a task can name; the default is {@link Agents#standard()}. */
        public Builder agents(Agents values) {
            agents = Objects.requireNonNull(values, "agents");
            return this;
        }

        /** Sets where secrets come from; the default is the environment of this program. */
        public Builder secrets(SecretSource value) {
            secrets = Objects.requireNonNull(value, "secrets");
            return this;
        }

        /** Sets the user and the secret's name that workers clone and push with; by default they have none. */
        public Builder gitCredential(String user, String secret) {
            git = Optional.of(new Settings.GitCredential(user, secret));
            return this;
        }

        /**
         * Has workers open pull requests themselves, by gh and with the {@linkplain #gitCredential git credential}, which needs
         * the right to; the delivery finds them by their branches. By default the delivery opens them: a token that may only
         * push is enough for workers then, and any forge will do.
         */
        public Builder openPullRequests() {
            opensPullRequests = true;
            return this;
        }

        /** Sets how many workers may live at once; by default the host's memory alone says. */
        public Builder maxWorkers(int value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        "sysbox runtime has maxWorkers [" + value + "]; expected more than nothing");
            }
            maxWorkers = value;
            return this;
        }

        /**
         * Keeps so many sandboxes of these limits ready ahead of their tasks, each with its inner engine up. They count as
         * workers of those limits do, and are the first to go when a task needs the room. By default there are none.
         */
        public Builder warm(int count, Limits limits) {
            warm.put(limits, count);
            return this;
        }

        /** Sets the time from asking a process to end to killing it; the default is 10 s. */
        public Builder grace(Duration value) {
            times = times.withGrace(value);
            return this;
        }

        /** Sets how long an engine may take. */
        Builder deadlines(DockerDeadlines values) {
            deadlines = values;
            return this;
        }

        /** Sets how long things may take. */
        Builder times(UnaryOperator<Settings.Times> change) {
            times = change.apply(times);
            return this;
        }

        /** Sets what workers may use of a host, by what its engine says that it has. */
        Builder budget(UnaryOperator<HostBudget> change) {
            budget = change;
            return this;
        }

        /** Returns a look at the host of workers that are built like this. No root is needed for it. */
        public Preflight preflight() {
            return new Preflight(needs());
        }

        /**
         * Finds what this installation has on the engine that no worker of those that are {@code needed} has part in. It
         * takes a root and an engine, but neither Sysbox nor images.
         *
         * @throws IllegalArgumentException if no root was given
         * @throws WorkerException if the root or the engine can't be used
         */
        public Leftovers leftovers(Predicate<WorkerId> needed) {
            WorkerRoot workers = WorkerRoot.in(requireRoot());
            DockerHost host = Inspection.connect(needs());
            try {
                return new Leftovers(EngineRemains.find(workers, host, needed));
            } catch (DockerException e) {
                host.close();
                throw unusable(e);
            }
        }

        private HostNeeds needs() {
            Map<String, String> images = new LinkedHashMap<>();
            images.put(HostNeeds.WORKER, image);
            images.put(HostNeeds.PROXY, proxyImage);
            if (mirror.orElse(null) instanceof RegistryMirror.PullThrough own) {
                images.put(HostNeeds.MIRROR, own.image());
            }
            return new HostNeeds(docker, isolation, ociRuntime, images, egress, mirror);
        }

        /**
         * Returns the runtime.
         *
         * @throws IllegalArgumentException if no root was given
         * @throws WorkerException if Docker, Sysbox or an image is missing, or the root can't be used; nothing was started or
         *     made then
         */
        public SysboxWorkerRuntime build() {
            Path folder = requireRoot();
            HostWatch watch = new HostWatch();
            Inspection.Found found = Inspection.require(needs(), new Inspection.Engine(deadlines, watch));
            try {
                return open(found, watch, WorkerRoot.in(folder));
            } catch (DockerException e) {
                found.host().close();
                throw unusable(e);
            } catch (WorkerException e) {
                found.host().close();
                throw e;
            }
        }

        private Path requireRoot() {
            return root.orElseThrow(() -> new IllegalArgumentException("sysbox runtime has no root; set root(...)"));
        }

        private static WorkerException unusable(DockerException e) {
            return WorkerException.of(
                    WorkerFailure.of(WorkerFailure.Kind.WORKSPACE, String.valueOf(e.getMessage())), e);
        }

        private SysboxWorkerRuntime open(Inspection.Found found, HostWatch watch, WorkerRoot workers) {
            DockerHost host = found.host();
            EngineInfo engine = found.info();
            Timers timers = Timers.system();
            String imageId = host.image(image).map(ImageState::id).orElseThrow(() -> missing(image));
            Settings settings = new Settings(
                    workers,
                    image,
                    imageId,
                    isolation,
                    found.needs().ociRuntime(),
                    egress,
                    agents,
                    secrets,
                    git,
                    opensPullRequests,
                    times,
                    TRANSCRIPT_BYTES,
                    ARTIFACT_BYTES,
                    timers);
            LaneSettings laneSettings = LaneSettings.of(settings.root().owner(), proxyImage, egress);
            OuterNetwork outer = OuterNetwork.open(host, laneSettings);
            Optional<Mirror> opened = mirror.map(choice -> Mirror.open(host, laneSettings.owner(), outer, choice));
            Lanes lanes = Lanes.open(host, laneSettings, outer, opened);
            Sandboxes sandboxes = Sandboxes.open(host, lanes, settings, new Provisions(cache, repositories));
            HostBudget share = budget.apply(host(engine, workers)).withWorkers(maxWorkers);
            return new SysboxWorkerRuntime(
                    settings, new Host(host, watch, outer, lanes), sandboxes, Admission.to(share, timers), warm);
        }

        private static HostBudget host(EngineInfo engine, WorkerRoot workers) {
            return HostBudget.of(engine.memoryBytes(), engine.cpus())
                    .withPressure(HostPressure.of(List.of(engine.root(), workers.path())));
        }

        private static WorkerException missing(String image) {
            return WorkerException.of(WorkerFailure.of(
                    WorkerFailure.Kind.WORKSPACE,
                    "image [" + image + "] is not on the engine; build it by [worker-image/build], or name another"));
        }
    }
}
