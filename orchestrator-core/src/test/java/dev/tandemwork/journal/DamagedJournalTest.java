package dev.tandemwork.journal;

import static dev.tandemwork.journal.Runs.RUN;
import static dev.tandemwork.journal.Runs.records;
import static dev.tandemwork.journal.Runs.refused;
import static dev.tandemwork.journal.Runs.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.journal.RunStoreException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DamagedJournalTest {
    @TempDir
    private Path root;

    private FileRunStore store;
    private byte[] whole;

    @BeforeEach
    void writeThreeRecords() throws IOException {
        Runs.write(root, "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        store = FileRunStore.at(root);
        whole = Files.readAllBytes(Runs.journal(root));
    }

    @Test
    void lastRecord_isCutOff_whereverItIsTorn() throws IOException {
        int start = lastLine();

        for (int length = start; length < whole.length; length++) {
            Files.write(Runs.journal(root), Arrays.copyOf(whole, length));
            assertThat(store.read(RUN)).as("torn at %s", length).hasSize(2);
            appendAgain();
            assertThat(texts(store.read(RUN))).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        }
    }

    @Test
    void lastRecord_isCutOff_whicheverOfItsBytesIsSpoilt() throws IOException {
        for (int at = lastLine(); at < whole.length - 1; at++) {
            flip(at);
            assertThat(store.read(RUN)).as("spoilt at %s", at).hasSize(2);
        }
    }

    @Test
    void wholeRecord_isNotTakenForATornOne_whenItsLineFeedIsSpoilt() throws IOException {
        flip(whole.length - 1);

        refused(Kind.CORRUPT, () -> store.read(RUN)).withMessageContaining("line 4");
    }

    @Test
    void blocksThatWereNeverWritten_areCutOff() throws IOException {
        byte[] longer = Arrays.copyOf(whole, whole.length + 4096);
        longer[whole.length - 1] = 0;
        Files.write(Runs.journal(root), longer);

        assertThat(store.read(RUN)).hasSize(2);
    }

    @Test
    void earlierRecord_makesTheJournalCorrupt_whicheverOfItsBytesIsSpoilt() throws IOException {
        for (int at = 0; at < lastLine(); at++) {
            int line = lineOf(at);
            flip(at);

            refused(Kind.CORRUPT, () -> store.read(RUN))
                    .withMessageContaining(Runs.journal(root) + "] is damaged in line " + line)
                    .withMessageContaining("restore the file from a copy");
            refused(Kind.CORRUPT, () -> store.open(RUN));
        }
    }

    @Test
    void corruptJournal_isLeftAsItIs() throws IOException {
        flip(lastLine() - 3);
        byte[] before = Files.readAllBytes(Runs.journal(root));

        refused(Kind.CORRUPT, () -> store.open(RUN));

        assertThat(Files.readAllBytes(Runs.journal(root))).isEqualTo(before);
    }

    @Test
    void manyTornRecords_leaveTheWholeOnes() throws IOException {
        Files.write(Runs.journal(root), Arrays.copyOf(whole, lastLine() - 4));

        assertThat(texts(store.read(RUN))).containsExactly("{\"n\":1}");
    }

    @Test
    void emptyJournal_isCorrupt() throws IOException {
        Files.write(Runs.journal(root), new byte[0]);

        refused(Kind.CORRUPT, () -> store.read(RUN)).withMessageContaining("line 1");
        assertThat(store.runs()).containsExactly(RUN);
    }

    @Test
    void newerJournal_isLeftToItsOwnVersion() throws IOException {
        byte[] header = "{\"journal\":\"tandemwork\",\"version\":2,\"more\":true}".getBytes(StandardCharsets.UTF_8);
        byte[] newer = Lines.of(List.of(header, new byte[] {'?'}));
        Files.write(Runs.journal(root), newer);

        refused(Kind.NEWER, () -> store.read(RUN))
                .withMessageContaining("has the format 2; expected 1 or older; open it");
        refused(Kind.NEWER, () -> store.open(RUN));
        assertThat(Files.readAllBytes(Runs.journal(root))).isEqualTo(newer);
    }

    @Test
    void spoiltPayload_isCorrupt() throws IOException {
        String hash;
        try (RunLog log = store.open(RUN)) {
            hash = log.putBlob(new byte[] {1, 2, 3});
        }
        Path file = root.resolve("run/blobs").resolve(hash.substring(0, 2)).resolve(hash);
        Files.write(file, new byte[] {1, 2, 4});

        refused(Kind.CORRUPT, () -> store.readBlob(RUN, hash))
                .withMessageContaining("payload [" + file + "] is damaged");
    }

    private void appendAgain() {
        try (RunLog log = store.open(RUN)) {
            assertThat(log.records()).hasSize(2);
            log.append(records("{\"n\":3}"));
        }
    }

    private int lastLine() {
        return new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;
    }

    private int lineOf(int at) {
        return 1
                + (int) new String(whole, 0, at, StandardCharsets.ISO_8859_1)
                        .chars()
                        .filter(letter -> letter == '\n')
                        .count();
    }

    private void flip(int at) throws IOException {
        byte[] damaged = whole.clone();
        damaged[at] ^= 0x10;
        Files.write(Runs.journal(root), damaged);
    }
}
