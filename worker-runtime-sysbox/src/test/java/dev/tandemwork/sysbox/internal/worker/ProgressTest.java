package dev.tandemwork.sysbox.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.agents.Assignment;
import dev.tandemwork.agents.output.AgentOutput;
import dev.tandemwork.agents.output.EventStream;
import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.agents.output.Transcript;
import dev.tandemwork.agents.output.Voice;
import dev.tandemwork.sysbox.internal.protocol.ImageRecord;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.testkit.worker.EventRecorder;
import dev.tandemwork.worker.WorkerEvent;
import java.nio.file.Path;
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
    void recordsThatAreMissing_areTold_andNotCountedAsBytes() throws Exception {
        EventStream stream = EventStream.named("one");
        EventRecorder recorder = EventRecorder.ofAll();
        stream.subscribe(recorder);
        try (Transcript transcript = Transcript.open(folder.resolve("transcript"), 1000)) {
            Progress progress = progress(Voice.of(stream, transcript, Redactor.ofPatterns()));

            progress.take(new ImageRecord.Output(1, "git", "first", false));
            progress.take(new ImageRecord.Output(5, "git", "fifth", false));
        }
        stream.close();

        assertThat(recorder.completes(60)).isTrue();
        assertThat(recorder.events())
                .containsExactly(
                        new WorkerEvent.Line("first"),
                        new WorkerEvent.Line("3 records of the worker were lost: its engine threw them away before they"
                                + " were read"),
                        new WorkerEvent.Line("fifth"));
    }

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
        Assignment assignment = Assignment.start(CLAUDE, "do it", "/home/agent");
        return new Progress(
                voice, AgentOutput.of("claude", Agents.standard().find(CLAUDE).read(assignment), voice));
    }
}
