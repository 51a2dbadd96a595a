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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTest {
    private static final AgentSpec AGENT = AgentSpec.command(List.of("true"));

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

    private static Progress progress(Voice voice) {
        Assignment assignment = Assignment.start(AGENT, "do it", "/home/agent");
        return new Progress(
                voice, AgentOutput.of("command", Agents.standard().find(AGENT).read(assignment), voice));
    }
}
