package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.worker.WorkerEvent.Line;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every reader of JSON lines does with what it does not know. */
final class AgentStreamTest {
    static Stream<Arguments> strangeLines() {
        return Stream.of("claude", "codex", "droid", "gemini", "opencode")
                .flatMap(name -> Stream.of(
                                "npm warn something",
                                "{\"type\":\"result\"",
                                "{\"type\":\"unheard-of\",\"x\":1}",
                                "{\"type\":\"result\"} {\"type\":\"result\"}",
                                "[1,2]",
                                "{}",
                                "null")
                        .map(line -> Arguments.of(name, line)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("strangeLines")
    void strangeLine_isKept(String name, String line) {
        AgentStream stream = stream(name);

        assertThat(stream.accept(line)).containsExactly(new Line(line));
        assertThat(stream.isDone()).isFalse();
    }

    static Stream<Arguments> halfObjects() {
        Stream<String> types = Stream.of(
                "system",
                "assistant",
                "user",
                "stream_event",
                "rate_limit_event",
                "thread.started",
                "item.started",
                "item.completed",
                "error",
                "message",
                "tool_call",
                "tool_use",
                "step_start",
                "step_finish",
                "text",
                "init");
        return types.flatMap(
                type -> Stream.of("{\"type\":\"%s\"}", "{\"type\":\"%s\",\"message\":7,\"part\":[],\"item\":null}")
                        .map(line -> Arguments.of(String.format(line, type))));
    }

    @ParameterizedTest
    @MethodSource("halfObjects")
    void objectWithoutItsFields_isNoError(String line) {
        for (String name : Agents.standard().names()) {
            assertThat(stream(name).accept(line)).isNotNull();
        }
    }

    private static AgentStream stream(String name) {
        Agent agent =
                name.equals("command") ? new CommandAgent() : Agents.standard().find(AgentSpec.named(name));
        return agent.read(Transcript.assignment(agent));
    }
}
