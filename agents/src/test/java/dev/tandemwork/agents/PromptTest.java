package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandemwork.task.AgentSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"-h", "--help me", "- [ ] mend it", "/clear all", "@secret file", "!ls -l", "resume", " - x"})
    void argument_isLedByAHeading_whenTheCliCouldReadItAsSomethingElse(String text) {
        assertThat(prompt(text).argument()).isEqualTo("Instructions:\n\n" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add the api", "1. add it\n2. test it", "\u00c9crire le code"})
    void argument_isThePromptItself_whenItIsPlain(String text) {
        assertThat(prompt(text)).isEqualTo(new Prompt(text, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {131_072, 1_000_000})
    void longPrompt_isAFile(int length) {
        String text = "a b".repeat(length / 3 + 1);
        Prompt prompt = prompt(text);

        assertThat(prompt.argument())
                .contains("/home/agent/.tandemwork/prompt.md")
                .hasSizeLessThan(200);
        assertThat(prompt.homeFiles()).containsExactlyEntriesOf(Map.of(".tandemwork/prompt.md", text));
    }

    @Test
    void argument_staysBelowTheLimitOfTheSystem_inBytes() {
        String text = "\u00e9 ".repeat(45_000);

        assertThat(prompt(text).argument().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(131_072);
    }

    @Test
    void promptWithANul_isAFile() {
        assertThat(prompt("add \0 the api").homeFiles()).isNotEmpty();
    }

    @Test
    void blankPrompt_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prompt(" \n"))
                .withMessage("prompt is blank; expected what the agent is to do");
    }

    private static Prompt prompt(String text) {
        return Prompt.of(Assignment.start(AgentSpec.named("claude"), text, "/home/agent"));
    }
}
