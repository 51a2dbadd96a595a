package dev.tandemwork.sysbox.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.agents.Assignment;
import dev.tandemwork.agents.output.AgentOutput;
import dev.tandemwork.agents.output.EventStream;
import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.agents.output.Transcript;
import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.sysbox.internal.protocol.ImageRecord;
import dev.tandemwork.task.AgentSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records come to. */
final class ProgressTest {
    private static final AgentSpec CLAUDE = AgentSpec.named("claude");
    private static final String RESULT =
            "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"result\":\"done\"}";

    @TempDir
    Path folder;

    @Test
    void lines_ofOneRecord_areReadOneByOne() {
        Path file = folder.resolve("transcript");
        try (Transcript transcript = Transcript.open(file, 1000)) {
            Progress progress = progress(Voice.of(EventStream.named("one"), transcript, Redactor.ofPatterns()));

            progress.take(new ImageRecord.Output(1, "agent", "no json\n\n" + RESULT, false));

            assertThat(progress.saidDone()).isCompletedWithValue(true);
            assertThat(file).hasContent("no json\n\n" + RESULT);
        }
    }

    @Test
    void lines_afterAPieceOfOne_beginWithIt() {
        Path file = folder.resolve("transcript");
        try (Transcript transcript = Transcript.open(file, 1000)) {
            Progress progress = progress(Voice.of(EventStream.named("one"), transcript, Redactor.ofPatterns()));

            progress.take(new ImageRecord.Output(1, "agent", RESULT.substring(0, 9), true));
            progress.take(new ImageRecord.Output(2, "agent", RESULT.substring(9) + "\nmore", false));

            assertThat(progress.saidDone()).isCompletedWithValue(true);
        }
    }

    private static Progress progress(Voice voice) {
        Assignment assignment =
                new Assignment(CLAUDE, "do it", Optional.empty(), Usage.NONE, "/home/agent", Optional.empty());
        return new Progress(
                voice, AgentOutput.of("claude", Agents.standard().find(CLAUDE).read(assignment), voice));
    }
}
