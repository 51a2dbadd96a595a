package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.sysbox.RegistryMirror;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RuntimeChoiceTest {
    static List<Optional<RegistryMirror>> mirrors() {
        return List.of(
                Optional.empty(),
                Optional.of(RegistryMirror.pullThrough(URI.create("https://registry.example.org"))),
                Optional.of(RegistryMirror.at(URI.create("http://10.0.0.5:5000"))));
    }

    @ParameterizedTest
    @MethodSource("mirrors")
    void choice_isKeptWithTheRun(Optional<RegistryMirror> mirror) {
        RuntimeChoice choice =
                new RuntimeChoice(RuntimeKind.SYSBOX, Optional.of("a/worker:1"), List.of("example.org:8443"), mirror);
        ObjectNode settings = new ObjectMapper().createObjectNode();

        choice.write(settings);

        assertThat(RuntimeChoice.read(settings)).isEqualTo(choice);
    }
}
