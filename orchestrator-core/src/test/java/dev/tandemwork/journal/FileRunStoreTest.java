package dev.tandemwork.journal;

import static dev.tandemwork.journal.Runs.RUN;
import static dev.tandemwork.journal.Runs.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.journal.RunStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRunStoreTest {
    @TempDir
    private Path root;

    @Test
    void journal_isOneChecksummedLineARecord() throws IOException {
        FileRunStore store = FileRunStore.at(root, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Disk.Output.TO_CHANNEL);
        try (RunLog log = store.create(RUN)) {
            log.append(Runs.records("{\"n\":1}"));
        }

        assertThat(Files.readAllLines(Runs.journal(root)))
                .containsExactly(
                        "62604f2a {\"journal\":\"tandemwork\",\"version\":1,\"created\":\"1970-01-01T00:00:00Z\"}",
                        "a2e6d0bf {\"n\":1}");
    }

    @Test
    void runs_areThoseWithAJournal_whateverElseIsThere() throws IOException {
        Runs.write(root, "1");
        Files.createDirectories(root.resolve("foreign"));
        Files.createDirectories(root.resolve(".git"));
        Files.createDirectories(root.resolve(".new-run-1"));
        Files.writeString(root.resolve("notes.txt"), "not a run");

        assertThat(FileRunStore.at(root).runs()).containsExactly(RUN);
    }

    @Test
    void runs_areInTheOrderOfTheirMaking_whateverTheirNames() {
        List<RunId> runs = List.of(RunId.of("b"), RunId.of("a"), RunId.of("c"));
        for (int i = 0; i < 3; i++) {
            Clock clock = Clock.fixed(Instant.ofEpochSecond(i), ZoneOffset.UTC);
            FileRunStore.at(root, clock, Disk.Output.TO_CHANNEL)
                    .create(runs.get(i))
                    .close();
        }

        assertThat(FileRunStore.at(root).runs()).isEqualTo(runs);
    }

    @Test
    void rootThatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");

        refused(Kind.IO, () -> FileRunStore.at(file))
                .withMessageContaining("store [" + file + "] can't be used")
                .withMessageContaining("expected a folder that can be written");
    }

    @Test
    void rootThatCanNotBeWritten_isRefused() {
        refused(Kind.IO, () -> FileRunStore.at(Path.of("/proc/1/tandemwork"))).withMessageContaining("can't be used");
        refused(Kind.IO, () -> FileRunStore.at(Path.of("/proc/sys"))).withMessageContaining("can't be used");
    }

    @Test
    void rootThatIsNotThere_isMade() {
        Path deep = root.resolve("a/b");

        FileRunStore.at(deep).create(RUN).close();

        assertThat(Runs.journal(deep)).exists();
    }

    @Test
    void folderInTheWay_isRefused_andLeavesNothingBehind() throws IOException {
        Files.createDirectories(root.resolve("run"));

        refused(Kind.EXISTS, () -> FileRunStore.at(root).create(RUN));

        assertThat(root.toFile().list()).containsExactly("run");
    }

    @Test
    void appends_areDoneOnceEach_howeverOftenTheirThreadIsInterrupted() throws InterruptedException {
        List<String> texts = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
        try (FileRunStore store = FileRunStore.at(root);
                RunLog log = store.create(RUN)) {
            Thread writer = new Thread(() -> texts.forEach(text -> log.append(Runs.records(text))));
            writer.start();
            for (int i = 0; i < 500; i++) {
                writer.interrupt();
                Thread.onSpinWait();
            }
            writer.join();

            assertThat(Runs.texts(store.read(RUN))).isEqualTo(texts);
        }
    }

    @Test
    void deletedRun_leavesNoFile() {
        Runs.write(root, "1");

        FileRunStore.at(root).delete(RUN);

        assertThat(root).isEmptyDirectory();
    }

    /** A file system gives the inode of a deleted file to the next one, and the lock file is known by its inode. */
    @Test
    void writersThatNobodyClosed_doNotHoldUpOthers_whenTheirFilesAreGone() throws IOException {
        for (int round = 1; round <= 60; round++) {
            Path folder = root.resolve("round-" + round);
            assertThat(FileRunStore.at(folder).create(RUN).epoch()).isEqualTo(1);
            Disk.deleteTree(folder);
            if (round % 10 == 0) {
                System.gc();
            }
        }
    }
}
