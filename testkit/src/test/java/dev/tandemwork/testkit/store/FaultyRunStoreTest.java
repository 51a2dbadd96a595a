package dev.tandemwork.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultyRunStoreTest {
    private static final RunId RUN = RunId.of("run");
    private static final List<byte[]> TWO = List.of(new byte[] {'1'}, new byte[] {'2'});

    private final RunStore store = RunStore.inMemory();
    private final FaultyRunStore faulty = FaultyRunStore.around(store);

    @Test
    void crash_leavesWhatWasWritten_andEndsEverything() {
        RunLog log = faulty.crashAtAppend(2).create(RUN);
        log.append(TWO);

        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> log.append(TWO));
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> log.append(TWO));
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> faulty.open(RUN));
        assertThat(faulty.hasCrashed()).isTrue();
        assertThat(store.open(RUN).records()).hasSize(2);
    }

    @Test
    void crash_mayComeInTheMiddle_orAfterAnAppend() {
        assertThat(recordsAfter(CrashPoint.before(1), RunStore.inMemory())).isZero();
        assertThat(recordsAfter(CrashPoint.middle(1), RunStore.inMemory())).isEqualTo(1);
        assertThat(recordsAfter(CrashPoint.after(1), RunStore.inMemory())).isEqualTo(2);
    }

    @Test
    void tornRecord_isGone_whenTheRunIsOpened(@TempDir Path root) {
        for (int bytes = 0; bytes <= 11; bytes++) {
            FileRunStore files = FileRunStore.at(root.resolve("torn-" + bytes));

            assertThat(recordsAfter(CrashPoint.torn(1, bytes), files)).isEqualTo(bytes == 11 ? 2 : 1);
        }
    }

    @Test
    void onlyFiles_areTorn() {
        assertThatIllegalArgumentException().isThrownBy(() -> faulty.crashAt(CrashPoint.torn(1, 3)));
    }

    @Test
    void fullStore_worksAgain_whenThereIsSpace() {
        RunLog log = faulty.fullAtAppend(1).create(RUN);

        assertThatExceptionOfType(RunStoreException.class)
                .isThrownBy(() -> log.append(TWO))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(RunStoreException.Kind.FULL));
        log.append(TWO);
        assertThat(store.read(RUN)).hasSize(2);
    }

    @Test
    void hungAppend_isDone_whenItIsReleased() throws Exception {
        RunLog log = faulty.hangAtAppend(1).create(RUN);
        CompletableFuture<Void> append = CompletableFuture.runAsync(() -> log.append(TWO));
        faulty.awaitHang();
        assertThat(store.read(RUN)).isEmpty();

        faulty.release();

        append.get();
        assertThat(store.read(RUN)).hasSize(2);
        assertThat(faulty.appends()).isEqualTo(1);
    }

    @Test
    void nulls_areReturned() {
        faulty.create(RUN).close();

        assertThat(faulty.returnNull().open(RUN)).isNull();
        assertThat(faulty.runs()).isNull();
    }

    private static int recordsAfter(CrashPoint point, RunStore store) {
        RunLog log = FaultyRunStore.around(store).crashAt(point).create(RUN);
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> log.append(TWO));
        return store.open(RUN).records().size();
    }
}
