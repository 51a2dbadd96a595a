package dev.tandemwork.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnSessionTest {
    @TempDir
    Path folder;

    @Test
    void programOfTheFolderItRunsIn_getsASessionToo() throws Exception {
        Files.writeString(folder.resolve("run"), "#!/bin/sh\nread -r all < /proc/$$/stat; set -- $all; test $6 = $$\n");
        assertThat(folder.resolve("run").toFile().setExecutable(true)).isTrue();

        assertThat(exitCode(List.of("./run"))).isZero();
    }

    @Test
    void programThatIsNotThere_isLeftToTheStartToTell() {
        List<String> command = List.of("tandemwork-no-such-program");

        assertThat(OwnSession.of(command, folder)).isEqualTo(command);
    }

    private int exitCode(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(OwnSession.of(command, folder))
                .directory(folder.toFile())
                .start()
                .waitFor();
    }
}
