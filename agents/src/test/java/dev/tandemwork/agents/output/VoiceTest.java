package dev.tandemwork.agents.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.testkit.worker.EventRecorder;
import dev.tandemwork.worker.WorkerEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoiceTest {
    private static final int MORE_THAN_A_BURST = 2000;

    @TempDir
    Path folder;

    private final EventStream events = EventStream.named("voice");
    private final EventRecorder heard = EventRecorder.ofAll();
    private Voice voice;

    @BeforeEach
    void listen() {
        voice = Voice.of(events, Transcript.open(folder.resolve("transcript"), 1000), Redactor.ofPatterns());
        events.subscribe(heard);
    }

    @Test
    void money_isTold_howeverMuchIsSaid_andWhatIsNotSaidIsCountedBeforeIt() throws Exception {
        WorkerEvent spent = new WorkerEvent.Spent(Usage.of(Money.usd(1)));
        for (int i = 0; i < MORE_THAN_A_BURST; i++) {
            voice.tell(new WorkerEvent.Line("x".repeat(999)));
        }

        voice.tell(spent);
        events.close();

        assertThat(heard.completes(10)).isTrue();
        assertThat(heard.events()).endsWith(spent).hasSizeLessThan(MORE_THAN_A_BURST);
        assertThat(heard.events().get(heard.events().size() - 2)).isInstanceOf(WorkerEvent.Dropped.class);
    }

    @Test
    void key_thatIsPrintedInLines_isVeiled_whereverItIsKeptOrTold() throws Exception {
        List<String> key = List.of(
                "-----BEGIN " + "PRIVATE KEY-----", "MIIEvQIBADANBgkqhkiG9w0BAQEF", "-----END PRIVATE KEY-----");

        key.forEach(line -> voice.line(line, 0));
        events.close();

        assertThat(heard.completes(10)).isTrue();
        assertThat(heard.events()).containsOnly(new WorkerEvent.Line("***")).hasSize(3);
        assertThat(Files.readAllLines(folder.resolve("transcript"))).containsOnly("***");
    }
}
