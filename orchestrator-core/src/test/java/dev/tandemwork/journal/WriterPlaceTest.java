package dev.tandemwork.journal;

import static dev.tandemwork.journal.Runs.RUN;
import static dev.tandemwork.journal.Runs.records;
import static dev.tandemwork.journal.Runs.refused;
import static dev.tandemwork.journal.Runs.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.journal.RunStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriterPlaceTest {
    @TempDir
    private Path root;

    @Test
    void secondProcess_isRefused_andToldWhoWrites() throws Exception {
        try (WriterProcess other = WriterProcess.start(root);
                FileRunStore store = FileRunStore.at(root)) {
            other.awaitAppends(1);

            refused(Kind.LOCKED, () -> store.open(RUN))
                    .withMessageContaining("run [run] is being written by pid " + other.pid() + " on ");
            refused(Kind.LOCKED, () -> store.delete(RUN));
            assertThat(store.read(RUN)).isNotEmpty();
        }
    }

    @Test
    void secondProcess_isRefused_afterThisOneWasRefusedItself() throws Exception {
        try (FileRunStore store = FileRunStore.at(root);
                RunLog log = store.create(RUN)) {
            refused(Kind.LOCKED, () -> store.open(RUN)).withMessageContaining("by this process, pid ");
            refused(Kind.LOCKED, () -> FileRunStore.at(root).delete(RUN));

            assertThat(WriterProcess.refusal(root))
                    .contains("LOCKED")
                    .contains("pid " + ProcessHandle.current().pid());
            log.append(records("mine"));
        }
    }

    @Test
    void killedProcess_losesNothingThatItWasToldIsStored() throws Exception {
        int acknowledged;
        try (WriterProcess other = WriterProcess.start(root)) {
            acknowledged = other.awaitAppends(50);
            other.kill();
        }
        try (FileRunStore store = FileRunStore.at(root);
                RunLog log = store.open(RUN)) {
            List<String> texts = texts(log.records());

            assertThat(texts).hasSizeGreaterThanOrEqualTo(acknowledged).isEqualTo(WriterProcess.expected(texts.size()));
            assertThat(log.epoch()).isEqualTo(2);
        }
    }

    @Test
    void formerWriter_isShutOut_whenItsLockFileIsDeleted() throws IOException {
        try (FileRunStore store = FileRunStore.at(root);
                RunLog former = store.create(RUN)) {
            former.append(records("1"));
            Files.delete(root.resolve("run/lock"));

            try (RunLog later = store.open(RUN)) {
                refused(Kind.FENCED, () -> former.append(records("late")))
                        .withMessageContaining("was replaced by a later one");
                later.append(records("2"));
                refused(Kind.FENCED, () -> former.append(records("late")));
            }
            assertThat(texts(store.read(RUN))).containsExactly("1", "2");
        }
    }
}
