package dev.tandemwork.sysbox.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretSourceTest {
    @TempDir
    Path folder;

    private static SecretRequest request(String name) {
        return new SecretRequest(name, new WorkerId("one-1"), "one", "https://host.invalid/r.git");
    }

    private static Optional<String> value(SecretSource source, String name) {
        return source.mint(request(name)).map(Secret::value);
    }

    @Test
    void requests_sayWhatTheyAreFor() {
        Task task = Task.builder("one")
                .title("t")
                .instructions("i")
                .repository("r.git")
                .agent(AgentSpec.command(List.of("true")))
                .build();
        WorkerSpec spec = new WorkerSpec(new WorkerId("one-1"), Attempt.first(task), Map.of(), Set.of("B", "A"));

        assertThat(SecretRequest.of(spec))
                .containsExactly(
                        new SecretRequest("A", spec.id(), "one", "r.git"),
                        new SecretRequest("B", spec.id(), "one", "r.git"));
    }

    @Test
    void map_andEnvironment_haveWhatTheyHave() {
        assertThat(value(SecretSource.of(Map.of("A", "x")), "A")).contains("x");
        assertThat(value(SecretSource.of(Map.of("A", "x")), "B")).isEmpty();
        assertThat(value(SecretSource.environment(), "PATH")).contains(System.getenv("PATH"));
        assertThat(value(SecretSource.environment(), "NO_SUCH_VARIABLE")).isEmpty();
    }

    @Test
    void folder_readsFilesAnew_withoutTheirLineEnd() throws IOException {
        SecretSource source = SecretSource.folder(folder);
        Files.writeString(folder.resolve("A"), "one\ntwo\r\n");
        assertThat(value(source, "A")).contains("one\ntwo");

        Files.writeString(folder.resolve("A"), "three");
        assertThat(value(source, "A")).contains("three");
        assertThat(value(source, "B")).isEmpty();
    }

    @Test
    void folder_isNotLeft() throws IOException {
        Files.writeString(folder.resolve("outside"), "x");
        Path inside = Files.createDirectory(folder.resolve("inside"));
        SecretSource source = SecretSource.folder(inside);

        assertThat(value(source, "../outside")).isEmpty();
        assertThat(value(source, folder.resolve("outside").toString())).isEmpty();
        assertThat(value(source, "..")).isEmpty();
        assertThat(value(source, "")).isEmpty();
    }

    @Test
    void hugeFile_isNoSecret() throws IOException {
        Files.write(folder.resolve("A"), new byte[(64 << 10) + 1]);

        assertThatThrownBy(() -> value(SecretSource.folder(folder), "A"))
                .isInstanceOf(WorkerException.class)
                .hasMessage("secret file [" + folder.resolve("A")
                        + "] has more than 65536 bytes; expected a value of at most"
                        + " 65536 bytes that this user may read; mend the file");
    }

    @Test
    void otherSource_isAskedForTheRest() {
        SecretSource both = SecretSource.of(Map.of("A", "x")).or(SecretSource.of(Map.of("A", "y", "B", "z")));

        assertThat(value(both, "A")).contains("x");
        assertThat(value(both, "B")).contains("z");
        assertThat(value(both, "C")).isEmpty();
    }

    @Test
    void otherSource_recoversTheRest() {
        SecretSource both = SecretSource.of(Map.of("A", "x")).or(SecretSource.of(Map.of("B", "z")));

        assertThat(both.recover(request("B"), Optional.empty()).map(Secret::value))
                .contains("z");
        assertThat(both.recover(request("C"), Optional.of("c"))).isEmpty();
    }
}
