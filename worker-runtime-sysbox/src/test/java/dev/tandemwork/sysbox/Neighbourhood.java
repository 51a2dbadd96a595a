package dev.tandemwork.sysbox;

import dev.tandemwork.sysbox.internal.docker.CallListener;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerDeadlines;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.DockerHosts;
import dev.tandemwork.sysbox.secret.SecretSource;
import dev.tandemwork.testkit.docker.DockerSocket;
import dev.tandemwork.testkit.git.GitHttpServer;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.model.ModelRequest;
import dev.tandemwork.testkit.model.ModelScript;
import dev.tandemwork.testkit.model.ScriptedModelServer;
import dev.tandemwork.worker.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What workers find around them in a test: a git server that wants a token, with a repository. After the test, and after all
 * else that ends with it, nothing of its workers is left.
 */
final class Neighbourhood implements BeforeEachCallback, AfterEachCallback {
    static final URI DOCKER = URI.create("unix://" + DockerSocket.path());
    static final String WORKER_IMAGE = System.getProperty("tandemwork.test.workerImage", "tandemwork/worker:local");
    static final String PROXY_IMAGE = "tandemwork/proxy:local";
    static final String TOKEN = "ghs_planted0Token1For2Tests3Only4Not5Real6";

    /** Of a test that is to find out what is left, however busy its machine is. */
    private static final DockerDeadlines PATIENT = new DockerDeadlines(
            Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(2));

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String MODEL_KEY = "sk-ant-planted0Key1For2Tests3Only";
    private static final Map<String, String> SECRETS = Map.of("GIT_TOKEN", TOKEN, "ANTHROPIC_API_KEY", MODEL_KEY);
    static final String BRIDGE = "172.17.0.1";

    private Path folder = Path.of("");
    private Optional<Path> mounted = Optional.empty();
    private URI engine = DOCKER;
    private @Nullable GitRepository repository;
    private @Nullable GitHttpServer git;
    private @Nullable ScriptedModelServer model;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        open();
    }

    void open() throws IOException {
        folder = Files.createTempDirectory("tandemwork-sysbox-");
        Path repositories = Files.createDirectories(folder.resolve("repositories"));
        repository = GitRepository.create(repositories.resolve("shop.git"));
        git = GitHttpServer.serve(repositories, InetAddress.getByName(BRIDGE), Optional.of(TOKEN));
    }

    /** Starts a model that answers by {@code script}. */
    void answer(ModelScript script) throws IOException {
        model = ScriptedModelServer.start(script, InetAddress.getByName(BRIDGE));
    }

    /** Returns the last request for an answer of the model. */
    String lastAsked() {
        List<ModelRequest> requests = model.messageRequests();
        return requests.get(requests.size() - 1).body();
    }

    /** Returns the folder of what the runtime knows of a worker. */
    Path workerFolder(WorkerId id) {
        return folder.resolve("workers").resolve(id.value());
    }

    String modelUrl() {
        return "http://model.test:" + model.url().getPort();
    }

    /** Pushes a site that compose can serve, with its own static web server. */
    void pushSite() throws IOException {
        String busybox =
                Base64.getMimeEncoder(76, new byte[] {10}).encodeToString(Files.readAllBytes(Path.of("/bin/busybox")));
        repository.push(
                "main",
                "main",
                Map.of(
                        "compose.yml", "services:\n  web:\n    build: site\n    ports: ['8080:80']\n",
                        ".gitignore", "site/busybox\n",
                        "site/busybox.b64", busybox,
                        "site/Dockerfile", """
                        FROM scratch
                        COPY busybox /bin/busybox
                        COPY index.html /www/index.html
                        ENTRYPOINT ["/bin/busybox", "httpd", "-f", "-p", "80", "-h", "/www"]
                        """));
    }

    /** Sets another engine, whose containers reach this host as those of the first one do. */
    void engine(URI other) {
        engine = other;
    }

    Path folder() {
        return folder;
    }

    /** Puts what is kept of workers on a disk with less room than a host is to have left. Takes root. */
    void mountSmallDisk() throws IOException {
        Path workers = Files.createDirectories(folder.resolve("workers"));
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", workers.toString());
        mounted = Optional.of(workers);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new AssertionError(
                    "[" + String.join(" ", command) + "] ended with " + code + "; expected 0; is this root?");
        }
    }

    String repositoryUrl() {
        return "http://git.test:" + git.port() + "/shop.git";
    }

    GitRepository repository() {
        return repository;
    }

    GitHttpServer git() {
        return git;
    }

    SysboxWorkerRuntime.Builder runtime() {
        EgressPolicy egress = EgressPolicy.denyAll().allowAt("git.test", BRIDGE, git.port());
        if (model != null) {
            egress = egress.allowAt("model.test", BRIDGE, model.url().getPort());
        }
        return SysboxWorkerRuntime.builder()
                .root(folder.resolve("workers"))
                .docker(engine)
                .image(WORKER_IMAGE)
                .proxyImage(PROXY_IMAGE)
                .egress(egress)
                .isolation(Isolation.UNSAFE_FOR_TESTS)
                .secrets(SecretSource.of(SECRETS))
                .gitCredential("x-access-token", "GIT_TOKEN")
                .grace(Duration.ofSeconds(1));
    }

    /** Kills the worker's container, as somebody on the host can. */
    void kill(WorkerId id) {
        onEngine(host -> host.kill(container(id)));
    }

    /** Asks the worker's container to end, as somebody on the host can. */
    void stop(WorkerId id) {
        onEngine(host -> host.stop(container(id), Duration.ofSeconds(20)));
    }

    /** Removes the worker's container, as somebody on the host can. */
    void removeContainer(WorkerId id) {
        onEngine(host -> host.remove(container(id)));
    }

    /** Lets an agent end that waits for a file. */
    void letGo(WorkerId id) {
        onEngine(host -> host.exec(container(id), List.of("touch", "/tmp/go"), new byte[0], PATIENCE));
    }

    boolean runs(WorkerId id) {
        return state(id).filter(ContainerState::running).isPresent();
    }

    /** Returns how the worker's container is, if it is there. */
    Optional<ContainerState> state(WorkerId id) {
        AtomicReference<Optional<ContainerState>> state = new AtomicReference<>(Optional.empty());
        onEngine(host -> state.set(host.inspect(container(id))));
        return state.get();
    }

    /** Returns all containers of this test's runtimes. */
    List<ContainerState> containers() {
        AtomicReference<List<ContainerState>> found = new AtomicReference<>(List.of());
        onEngine(host -> found.set(host.containers(ours())));
        return found.get();
    }

    /** Returns whether {@code command} ends with 0 in the container. */
    boolean succeeds(ContainerState container, String... command) {
        AtomicBoolean succeeds = new AtomicBoolean();
        onEngine(host -> succeeds.set(host.exec(container.id(), List.of(command), new byte[0], PATIENCE)
                .succeeded()));
        return succeeds.get();
    }

    /** Returns when {@code file} is there. */
    static void awaitFile(Path file) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("[" + file + "] is not there; expected it within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Returns when the worker's container runs no more. */
    void awaitExit(WorkerId id) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (runs(id)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("worker [" + id + "] still runs; expected it to end within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private String container(WorkerId id) {
        return owner().orElseThrow() + "-" + id;
    }

    /** Returns when {@code file} has a line with {@code text}. */
    static void awaitLine(Path file, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.readString(file).lines().noneMatch(line -> line.contains(text))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("[" + text + "] is not in [" + file + "]; expected it within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Returns the names of all that the runtimes of this test have on the engine. */
    List<String> left() {
        List<String> names = new ArrayList<>();
        onEngine(host -> {
            host.containers(ours()).forEach(container -> names.add("container " + container.name()));
            host.volumes(ours()).forEach(volume -> names.add("volume " + volume));
            host.networks(ours()).forEach(network -> names.add("network " + network.name()));
        });
        return names;
    }

    void onEngine(Consumer<DockerHost> action) {
        try (DockerHost host = DockerHosts.connect(engine, PATIENT, CallListener.none())) {
            action.accept(host);
        }
    }

    Map<String, String> ours() {
        return Map.of("dev.tandemwork.owner", owner().orElseThrow());
    }

    private Optional<String> owner() {
        try {
            return Optional.of(Files.readString(folder.resolve("workers").resolve("_owner")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
    }

    void close() throws IOException {
        git.close();
        if (model != null) {
            model.close();
        }
        removeFromEngine();
        if (mounted.isPresent()) {
            run("umount", mounted.get().toString());
        }
        FileUtils.deleteDirectory(folder.toFile());
    }

    private void removeFromEngine() {
        if (owner().isEmpty()) {
            return;
        }
        onEngine(host -> {
            host.containers(ours()).forEach(container -> host.remove(container.id()));
            host.volumes(ours()).forEach(host::removeVolume);
            host.networks(ours()).forEach(network -> host.removeNetwork(network.id()));
        });
    }
}
