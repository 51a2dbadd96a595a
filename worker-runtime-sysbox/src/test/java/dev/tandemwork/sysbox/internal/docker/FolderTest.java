package dev.tandemwork.sysbox.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.testkit.docker.RealDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealDocker
final class FolderTest {
    @TempDir
    Path target;

    private final Trial trial = Trial.begin();
    private final DockerHost host = trial.host();

    @AfterEach
    void clean() {
        trial.close();
        ClientThreads.assertNone();
    }

    private List<String> found() throws IOException {
        try (Stream<Path> all = Files.walk(target)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void folder_isFetched_withoutLinksAndDevices() throws IOException {
        String id = trial.started(
                "made",
                "mkdir -p /result/sub && cd /result && echo one > a && echo two > sub/b "
                        + "&& ln -s /etc/passwd link && ln a hard && mkfifo pipe");
        trial.awaitEnd(id);

        long leftOut = host.fetch(id, "/result", Destination.plain(target, 1 << 20));

        assertThat(leftOut).isZero();
        assertThat(found()).contains("a", "sub/b").doesNotContain("link", "pipe");
        assertThat(target.resolve("sub/b")).hasContent("two\n");
    }

    @Test
    void folder_ofARunningContainer_isFetched() throws IOException {
        String id = trial.idle("running");
        trial.sh(id, "mkdir /result; echo here > /result/x");

        host.fetch(id, "/result", Destination.plain(target, 1 << 20));

        assertThat(target.resolve("x")).hasContent("here\n");
    }

    @Test
    void whatIsTooMuch_isLeftOut_andCounted() throws IOException {
        String id = trial.started("much", "mkdir /result; head -c 5000000 /dev/zero > /result/big");
        trial.awaitEnd(id);

        long leftOut = host.fetch(id, "/result", Destination.plain(target, 1_000_000));

        assertThat(leftOut).isEqualTo(4_000_000 + 2 * 512);
        assertThat(Files.size(target.resolve("big"))).isEqualTo(1_000_000 - 2 * 512);
    }

    @Test
    void folderThatIsNotThere_isNotFound() {
        String id = trial.started("empty", "true");

        DockerException refusal = catchThrowableOfType(
                DockerException.class, () -> host.fetch(id, "/no/such", Destination.plain(target, 1)));

        assertThat(refusal.kind()).isEqualTo(DockerException.Kind.NOT_FOUND);
        assertThat(refusal)
                .hasMessageContaining("can't be fetched from: engine [")
                .hasMessageContaining("/no/such");
    }
}
