package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
final class LongRunTest {
    private static void completes(String what, int result)
            throws IOException, URISyntaxException, InterruptedException {
        Process process = LongRun.start(what);
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(said);
            assertThat(said.lines()).contains(String.valueOf(result));
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rounds", "kept-rounds", "resumed-rounds"})
    void aHundredThousandRounds_fitInLittleMemory(String what) throws Exception {
        completes(what, LongRun.ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "kept-items", "resumed-items"})
    void tenThousandBranches_fitInLittleMemory(String what) throws Exception {
        completes(what, LongRun.ITEMS);
    }
}
