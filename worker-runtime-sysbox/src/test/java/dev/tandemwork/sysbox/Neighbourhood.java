package dev.tandemwork.sysbox;

import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.DockerHosts;
import dev.tandemwork.testkit.docker.DockerSocket;
import dev.tandemwork.testkit.git.GitHttpServer;
import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What workers find around them in a test: a git server that wants a token, with a repository. */
final class Neighbourhood implements AutoCloseable {
    static final URI DOCKER = URI.create("unix://" + DockerSocket.path());
    static final String TOKEN = "ghs_planted0Token1For2Tests3Only4Not5Real6";

    private static final String BRIDGE = "172.17.0.1";

    private final Path folder;
    private final GitRepository repository;
    private final GitHttpServer git;

    private Neighbourhood(Path folder) throws IOException {
        this.folder = folder;
        Path repositories = Files.createDirectories(folder.resolve("repositories"));
        repository = GitRepository.create(repositories.resolve("shop.git"));
        git = GitHttpServer.serve(repositories, InetAddress.getByName(BRIDGE), Optional.of(TOKEN));
    }

    static Neighbourhood in(Path folder) {
        try {
            return new Neighbourhood(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String repositoryUrl() {
        return "http://" + BRIDGE + ":" + git.port() + "/shop.git";
    }

    GitRepository repository() {
        return repository;
    }

    SysboxWorkerRuntime.Builder runtime() {
        return SysboxWorkerRuntime.builder()
                .root(folder.resolve("workers"))
                .docker(DOCKER)
                .isolation(Isolation.UNSAFE_FOR_TESTS)
                .secrets(name -> Optional.ofNullable(Map.of("GIT_TOKEN", TOKEN).get(name)))
                .gitCredential("x-access-token", "GIT_TOKEN")
                .grace(Duration.ofSeconds(1));
    }

    /** Removes what the workers of this test have left on the engine. */
    @Override
    public void close() throws IOException {
        git.close();
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
