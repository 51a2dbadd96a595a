package dev.tandemwork.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHttpServerTest {
    @TempDir
    Path folder;

    private GitRepository repository;
    private GitHttpServer server;

    @BeforeEach
    void serve() {
        repository = GitRepository.create(folder.resolve("shop.git"));
        server = GitHttpServer.serve(folder, InetAddress.getLoopbackAddress(), Optional.of("t0ken"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void repository_isCloned_andPushedTo_byWhoKnowsTheToken() throws Exception {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        GitCommand git = new GitCommand(clone);

        git.run("", "clone", "-q", url("me:t0ken@"), ".");
        Files.writeString(clone.resolve("big.txt"), "line\n".repeat(500_000));
        git.run("", "add", ".");
        git.run("", "-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "-qm", "more");
        git.run("", "push", "-q", "origin", "HEAD:refs/heads/more");

        assertThat(repository.files("more")).containsOnlyKeys("README.md", "big.txt");
        assertThat(server.requests()).contains("POST /shop.git/git-receive-pack");
    }

    @Test
    void clone_isRefused_withoutTheToken() {
        repository.push("other", "main", Map.of("a", "b"));
        GitCommand git = new GitCommand(folder);

        assertThatThrownBy(() ->
                        git.run("", "-c", "credential.helper=", "-c", "core.askPass=true", "clone", "-q", url(""), "x"))
                .hasMessageContaining("Authentication failed");
    }

    private String url(String user) {
        return "http://" + user + "127.0.0.1:" + server.port() + "/shop.git";
    }
}
