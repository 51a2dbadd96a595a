package dev.tandemwork.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.output.Transcript;
import dev.tandemwork.testkit.worker.EventRecorder;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class WorkerOutputTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void twoHundredMegabytesOfNoise_andALineOfFifty_fitIntoASmallHeap() throws Exception {
        Repository.create(folder);
        String noise = "head -c 100000000 /dev/urandom; head -c 100000000 /dev/urandom >&2; echo; "
                + "head -c 50000000 /dev/zero | tr '\\0' x; echo; echo a > a; echo RESULT";
        OtherProgram other = OtherProgram.start(folder, noise, "-Xmx64m");

        String end = other.awaitLine("END");

        assertThat(end).startsWith("END Produced dropped=");
        assertThat(Long.parseLong(end.substring(end.indexOf('=') + 1))).isGreaterThan(47 * MEGABYTE);
        assertThat(Files.size(folder.resolve("workers/one-1/transcript.log"))).isBetween(15 * MEGABYTE, 17 * MEGABYTE);
        other.kill();
    }

    @Test
    void transcript_keepsHeadAndTail() throws IOException {
        Path file = folder.resolve("transcript");
        try (Transcript transcript = Transcript.open(file, 1000)) {
            for (int i = 0; i < 1000; i++) {
                transcript.write("line " + i, 0);
            }
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).startsWith("line 0", "line 1").endsWith("line 998", "line 999");
        assertThat(String.join("\n", lines)).contains("[... 7890 bytes dropped ...]");
        assertThat(Files.size(file)).isLessThan(1100);
    }

    @Test
    void transcript_isWhole_whenItIsShort() throws IOException {
        Path file = folder.resolve("transcript");
        try (Transcript transcript = Transcript.open(file, 1000)) {
            transcript.write("one", 0);
            transcript.write("two", 7);
        }

        assertThat(Files.readString(file)).isEqualTo("one\ntwo[... 7 bytes dropped ...]\n");
    }

    @Test
    void events_showWhatWouldActOnATerminal() throws Exception {
        try (Bench bench = Bench.in(folder)) {
            EventRecorder recorder = EventRecorder.ofAll();
            String script =
                    "while [ ! -f " + folder + "/go ]; do sleep 0.02; done; printf '\\033[2Jx\\n\\377\\n'; echo RESULT";
            Worker worker = bench.runtime().start(Bench.first(bench.task(script).build()));
            worker.events().subscribe(recorder);
            Files.createFile(folder.resolve("go"));
            worker.await();

            assertThat(recorder.completes(10)).isTrue();
            assertThat(recorder.events())
                    .contains(
                            new WorkerEvent.Line("\\u001b[2Jx"),
                            new WorkerEvent.Line("\ufffd"),
                            new WorkerEvent.Line("RESULT"));
        }
    }

    @Test
    void addressesLoseTheirPasswords() {
        assertThat(Secrets.of(Map.of()).redactor().veil("fatal: https://me:pass@host.invalid/x"))
                .isEqualTo("fatal: https://***@host.invalid/x");
    }

    @Test
    void fullDisk_isAFailureOfItsOwn_andIsKept() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"));
                Bench bench = Bench.in(folder)) {
            try (ProcessWorkerRuntime runtime = Bench.builder(disk.folder()).build()) {
                Worker worker = runtime.start(
                        Bench.first(bench.task(disk.fill() + "; echo RESULT").build()));

                assertThat(Bench.failure(worker.await()).kind()).isEqualTo(Kind.DISK_FULL);
                WorkerFolder kept = new WorkerFolder(disk.folder().resolve("workers/one-1"));
                assertThat(kept.result().read()).contains(worker.await());
            }
        }
    }

    @Test
    void fullDisk_thatTheAgentReports_isAFailureOfItsOwn() throws Exception {
        try (Bench bench = Bench.in(folder)) {
            String script = "echo 'write error: No space left on device' >&2; exit 1";

            assertThat(Bench.failure(bench.run(script)).kind()).isEqualTo(Kind.DISK_FULL);
        }
    }
}
