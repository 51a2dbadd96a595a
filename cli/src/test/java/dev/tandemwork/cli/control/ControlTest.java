package dev.tandemwork.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tandemwork.graph.NodePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ControlTest {
    private static final NodePath QUESTION = NodePath.parse("/task[a]/stuck");

    @TempDir
    Path folder;

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void requests_reachTheRun_andItsRefusalsComeBack() {
        try (ControlServer server = ControlServer.open(folder, new Recorded())) {
            ControlClient client = ControlClient.find(folder).orElseThrow();

            client.answer(QUESTION, TextNode.valueOf("LAND"), "ann");
            client.cancel("enough");
            assertThat(client.cancel(NodePath.parse("/task[b]"), "why")).isTrue();
            assertThat(client.show().asText()).isEqualTo("standing");
            assertThat(done).containsExactly("answer /task[a]/stuck \"LAND\" ann", "cancel enough", "cancel /task[b]");
            assertThatThrownBy(() -> client.answer(NodePath.root(), TextNode.valueOf("x"), "ann"))
                    .isInstanceOf(ControlException.class)
                    .hasMessage("no such question");
            assertThat(server).isNotNull();
        }
    }

    @Test
    void socket_isOfItsUserAlone_andGoneAfterwards() throws IOException {
        ControlServer server = ControlServer.open(folder, new Recorded());

        Path socket = folder.resolve("control.sock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");

        server.close();
        assertThat(ControlClient.find(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void longPath_hasItsSocketElsewhere() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("x".repeat(120)));
        try (ControlServer server = ControlServer.open(deep, new Recorded())) {
            assertThat(ControlClient.find(deep).orElseThrow().show().asText()).isEqualTo("standing");
            assertThat(server).isNotNull();
        }
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    void socketOfADeadProcess_isNobody_andIsReplaced() throws IOException {
        Files.createFile(folder.resolve("control.sock"));

        assertThat(ControlClient.find(folder)).isEmpty();
        try (ControlServer server = ControlServer.open(folder, new Recorded())) {
            assertThat(ControlClient.find(folder)).isPresent();
            assertThat(server).isNotNull();
        }
    }

    private final class Recorded implements Controlled {
        @Override
        public JsonNode show() {
            return TextNode.valueOf("standing");
        }

        @Override
        public void answer(NodePath question, String json, String by) {
            if (!question.equals(QUESTION)) {
                throw new IllegalArgumentException("no such question");
            }
            done.add("answer " + question + " " + json + " " + by);
        }

        @Override
        public void cancel(String reason) {
            done.add("cancel " + reason);
        }

        @Override
        public boolean cancel(NodePath path, String reason) {
            return done.add("cancel " + path);
        }
    }
}
