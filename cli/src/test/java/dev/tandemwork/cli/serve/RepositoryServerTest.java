package dev.tandemwork.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RepositoryServerTest {
    @TempDir
    Path folder;

    private GitRepository repository;
    private RepositoryServer server;

    @BeforeEach
    void serve() {
        repository = GitRepository.create(folder.resolve("shop.git"));
        server = RepositoryServer.open(folder.resolve("state/_repositories.json"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void worker_clones_andPushesTheBranchOfATask() throws Exception {
        Said cloned = git("clone", "--quiet", url(server.token()), "work");
        git("-C", "work", "commit", "--quiet", "--allow-empty", "--message", "Work");
        Said pushed = git("-C", "work", "push", "origin", "HEAD:refs/heads/agent/a");

        assertThat(cloned.code()).as(cloned.text()).isZero();
        assertThat(pushed.code()).as(pushed.text()).isZero();
        assertThat(repository.git("log", "-1", "--format=%s", "agent/a")).startsWith("Work");
    }

    @Test
    void worker_canWriteNoOtherRef_norReadWhatTheForgeKeeps() throws Exception {
        repository.git("update-ref", "refs/tandemwork/pulls/1", "main");
        git("clone", "--quiet", url(server.token()), "work");
        git("-C", "work", "commit", "--quiet", "--allow-empty", "--message", "Work");

        for (String ref : List.of("refs/heads/main", "refs/heads/agent2", "refs/tandemwork/x", "refs/tags/v1")) {
            assertThat(git("-C", "work", "push", "origin", "HEAD:" + ref).text())
                    .contains("deny updating a hidden ref");
        }
        assertThat(git("-C", "work", "ls-remote", "origin").text())
                .contains("refs/heads/main")
                .doesNotContain("pulls");
        assertThat(repository.history("main")).hasSize(1);
    }

    @Test
    void whoeverDoesNotKnowTheToken_isRefused() throws Exception {
        assertThat(git("ls-remote", url("guess")).text()).contains("Authentication failed");
        assertThat(git("ls-remote", url(server.token()).replace("worker:" + server.token() + "@", ""))
                        .code())
                .isNotZero();
    }

    @Test
    void whatIsNotServed_isNotFound() throws Exception {
        String url = url(server.token());

        assertThat(git("ls-remote", url.replaceAll("/[^/]*$", "/00000000-0000-0000-0000-000000000000.git"))
                        .text())
                .contains("not found");
        assertThat(git("ls-remote", url.replaceAll("/[^/]*$", "/..%2f..%2fshop.git"))
                        .text())
                .contains("not found");
    }

    @Test
    void nextServer_isKnownByTheSame_andNobodyElseCanReadIt() throws IOException {
        String url = server.serve(repository.folder().toString());
        int port = server.port();
        String token = server.token();
        server.close();

        server = RepositoryServer.open(folder.resolve("state/_repositories.json"));

        assertThat(server.port()).isEqualTo(port);
        assertThat(server.token()).isEqualTo(token);
        assertThat(server.location(url)).isEqualTo(repository.folder().toString());
        assertThat(server.location("https://github.com/a/b.git")).isEqualTo("https://github.com/a/b.git");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("state/_repositories.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void folder_isUsedByOneAtATime() {
        try (SoleUse use = SoleUse.of(folder).orElseThrow()) {
            assertThat(use).isNotNull();
            assertThat(SoleUse.of(folder)).isEmpty();
        }
        assertThat(SoleUse.of(folder)).isPresent();
    }

    /** A worker finds the host's name in its proxy. */
    private String url(String token) {
        return server.serve(repository.folder().toString())
                .replace("http://" + RepositoryServer.HOST, "http://worker:" + token + "@127.0.0.1");
    }

    private record Said(int code, String text) {}

    private Said git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.invalid"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C", "GIT_CONFIG_GLOBAL", "/dev/null"));
        Process git = builder.start();
        String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(git.waitFor(), text);
    }
}
