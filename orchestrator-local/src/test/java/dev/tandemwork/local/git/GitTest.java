package dev.tandemwork.local.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitTest {
    @TempDir
    Path dir;

    @Test
    void require_returnsOutput_withoutTheLineBreak() {
        assertThat(Git.in(dir).require("--exec-path")).isNotBlank().doesNotContain("\n");
    }

    @Test
    void require_throwsWithCommandAndMessage_whenGitFails() {
        assertThatThrownBy(() -> Git.in(dir).require("rev-parse", "--verify", "nothing"))
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith(
                        "git [rev-parse --verify nothing] ended with exit code 128; expected 0: fatal:");
    }

    @Test
    void run_feedsInput_largerThanAPipe() {
        String text = "0123456789abcdef\n".repeat(60_000);
        Git git = Git.in(dir);
        git.require("init", "-q", "--bare");

        String blob = git.withInput(text).require("hash-object", "-w", "--stdin");

        assertThat(git.run("cat-file", "blob", blob).stdout()).isEqualTo(text);
    }

    @Test
    void requireBytes_returnsWhatIsNotUtf8_andTheWhiteSpaceAroundIt() throws IOException {
        byte[] content = {' ', (byte) 0xff, 0, '\r', '\n'};
        Path file = Files.write(dir.resolve("file"), content);
        Git git = Git.in(dir);
        git.require("init", "-q");
        String blob = git.require("hash-object", "-w", file.toString());

        assertThat(git.requireBytes("cat-file", "blob", blob)).isEqualTo(content);
        assertThatThrownBy(() -> git.requireBytes("cat-file", "blob", "nothing"))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("Not a valid object name nothing");
    }

    @Test
    void run_refusesMoreOutputThanAllowed() {
        Git git = Git.in(dir);
        git.require("init", "-q", "--bare");
        String blob = git.withInput("x".repeat(1 << 20)).require("hash-object", "-w", "--stdin");

        GitException thrown = catchThrowableOfType(
                GitException.class, () -> git.withOutputLimit(1000).run("cat-file", "blob", blob));

        assertThat(thrown.kind()).isEqualTo(GitException.Kind.TOO_MUCH_OUTPUT);
    }

    @Test
    void run_killsTheWholeTree_whenTimeIsUp() throws IOException {
        Path pid = dir.resolve("pid");
        Git slow = Git.in(dir)
                .withProgram(script("sleep 600 & echo $! > " + pid + "; wait").toString());

        GitException thrown = catchThrowableOfType(
                GitException.class,
                () -> slow.withDeadline(Duration.ofSeconds(1)).run("anything"));

        assertThat(thrown.kind()).isEqualTo(GitException.Kind.TIMED_OUT);
        assertGone(pid);
    }

    @Test
    void run_keepsTheInterrupt_andKillsGit() throws IOException {
        Git slow = Git.in(dir).withProgram(script("sleep 600").toString());
        Thread.currentThread().interrupt();

        GitException thrown = catchThrowableOfType(GitException.class, () -> slow.run("anything"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown.kind()).isEqualTo(GitException.Kind.INTERRUPTED);
    }

    @Test
    void run_ignoresHooksOfTheRepository() throws IOException {
        Git git = Git.in(dir);
        git.require("init", "-q");
        Path hook = dir.resolve(".git/hooks/post-commit");
        Files.createDirectories(hook.getParent());
        Files.move(script("touch " + dir.resolve("ran")), hook);

        git.require("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "m");

        assertThat(dir.resolve("ran")).doesNotExist();
    }

    @Test
    void missing_saysWhatToInstall() throws IOException {
        assertThat(Git.missing()).isEmpty();
        assertThat(Git.missing("git-that-is-not-there"))
                .hasValue("git is not found; expected version 2.38 or newer on the PATH; install it");
        assertThat(Git.missing(script("echo git version 2.25.1").toString()))
                .hasValue("git has version 2.25; expected version 2.38 or newer on the PATH; install it");
    }

    private Path script(String body) throws IOException {
        Path script = Files.createTempFile(dir, "script", "");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static void assertGone(Path pid) throws IOException {
        long id = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(id)
                .ifPresent(handle -> handle.onExit()
                        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                        .join());
        assertThat(ProcessHandle.of(id).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
