package dev.tandemwork.sysbox;

import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.DockerHosts;
import dev.tandemwork.testkit.docker.DockerSocket;
import dev.tandemwork.testkit.git.GitHttpServer;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.model.ModelScript;
import dev.tandemwork.testkit.model.ScriptedModelServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
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
    static final String TOKEN = "ghs_planted0Token1For2Tests3Only4Not5Real6";

    private static final Map<String, String> SECRETS =
            Map.of("GIT_TOKEN", TOKEN, "ANTHROPIC_API_KEY", "sk-ant-planted0Key1For2Tests3Only");
    private static final String BRIDGE = "172.17.0.1";

    private Path folder = Path.of("");
    private @Nullable GitRepository repository;
    private @Nullable GitHttpServer git;
    private @Nullable ScriptedModelServer model;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("tandemwork-sysbox-");
        Path repositories = Files.createDirectories(folder.resolve("repositories"));
        repository = GitRepository.create(repositories.resolve("shop.git"));
        git = GitHttpServer.serve(repositories, InetAddress.getByName(BRIDGE), Optional.of(TOKEN));
    }

    /** Starts a model that answers by {@code script}. */
    void answer(ModelScript script) throws IOException {
        model = ScriptedModelServer.start(script, InetAddress.getByName(BRIDGE));
    }

    String modelUrl() {
        return "http://model.test:" + model.url().getPort();
    }

    /** Pushes a site that compose can serve, with its own static web server. */
    void pushSite() throws IOException {
        String busybox = Base64.getMimeEncoder().encodeToString(Files.readAllBytes(Path.of("/bin/busybox")));
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

    Path folder() {
        return folder;
    }

    String repositoryUrl() {
        return "http://git.test:" + git.port() + "/shop.git";
    }

    GitRepository repository() {
        return repository;
    }

    SysboxWorkerRuntime.Builder runtime() {
        EgressPolicy egress = EgressPolicy.denyAll().allowAt("git.test", BRIDGE, git.port());
        if (model != null) {
            egress = egress.allowAt("model.test", BRIDGE, model.url().getPort());
        }
        return SysboxWorkerRuntime.builder()
                .root(folder.resolve("workers"))
                .docker(DOCKER)
                .proxyImage("lane-proto/proxy:latest")
                .egress(egress)
                .isolation(Isolation.UNSAFE_FOR_TESTS)
                .secrets(name -> Optional.ofNullable(SECRETS.get(name)))
                .gitCredential("x-access-token", "GIT_TOKEN")
                .grace(Duration.ofSeconds(1));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        git.close();
        if (model != null) {
            model.close();
        }
        removeFromEngine();
        FileUtils.deleteDirectory(folder.toFile());
    }

    private void removeFromEngine() throws IOException {
        Path owner = folder.resolve("workers").resolve("_owner");
        if (!Files.exists(owner)) {
            return;
        }
        Map<String, String> ours = Map.of("dev.tandemwork.owner", Files.readString(owner));
        try (DockerHost host = DockerHosts.connect(DOCKER)) {
            host.containers(ours).forEach(container -> host.remove(container.id()));
            host.volumes(ours).forEach(host::removeVolume);
            host.networks(ours).forEach(network -> host.removeNetwork(network.id()));
        }
    }
}
