package dev.tandemwork.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import dev.tandemwork.journal.RunStoreException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RunStore} must do. To hold a store to it, extend this class and say how to make one, and how a later
 * process would open the same one.
 */
public abstract class RunStoreContract {
    private static final RunId RUN = RunId.of("run-1");
    private static final String UNKNOWN = "0".repeat(64);

    private RunStore store;

    /** Makes a contract; JUnit does. */
    protected RunStoreContract() {
        store = RunStore.inMemory();
    }

    /** Returns a new store without runs. */
    protected abstract RunStore newStore() throws Exception;

    /** Returns the store as a process that starts now would open it; {@code before} is done with and may be closed. */
    protected abstract RunStore reopened(RunStore before) throws Exception;

    @BeforeEach
    final void make() throws Exception {
        store = newStore();
    }

    @AfterEach
    final void close() {
        store.close();
    }

    @Test
    final void newRun_isEmpty() {
        try (RunLog log = store.create(RUN)) {
            assertThat(log.run()).isEqualTo(RUN);
            assertThat(log.records()).isEmpty();
            assertThat(store.read(RUN)).isEmpty();
        }
    }

    @Test
    final void appendedRecords_areReadInOrder_whileTheWriterGoesOn() {
        try (RunLog log = store.create(RUN)) {
            log.append(records("1", "2"));
            log.append(records("3"));

            assertThat(texts(store.read(RUN))).containsExactly("1", "2", "3");
            assertThat(log.records()).isEmpty();
        }
    }

    @Test
    final void appendedRecords_areThere_whenTheRunIsOpenedAgain() {
        write("1", "2");

        try (RunLog log = store.open(RUN)) {
            log.append(records("3"));
            assertThat(texts(log.records())).containsExactly("1", "2");
        }
        assertThat(texts(store.read(RUN))).containsExactly("1", "2", "3");
    }

    @Test
    final void everything_isThere_forALaterProcess() throws Exception {
        write("1", "2");
        String hash = blob("payload");

        store = reopened(store);

        assertThat(store.runs()).containsExactly(RUN);
        assertThat(texts(store.read(RUN))).containsExactly("1", "2");
        assertThat(store.readBlob(RUN, hash)).asString().isEqualTo("payload");
    }

    @Test
    final void tenThousandRecords_areReadBack() {
        List<String> texts = IntStream.range(0, 10_000)
                .mapToObj(number -> "{\"n\":" + number + "}")
                .toList();
        write(texts.toArray(String[]::new));

        assertThat(texts(store.read(RUN))).isEqualTo(texts);
    }

    @Test
    final void anyBytesButALineFeed_areARecord() {
        byte[] record = {0, -1, '\r', ' ', 127};
        try (RunLog log = store.create(RUN)) {
            log.append(List.of(record, new byte[0]));
        }

        assertThat(store.read(RUN)).containsExactly(record, new byte[0]);
    }

    @Test
    final void appendingNothing_hasNoEffect() {
        try (RunLog log = store.create(RUN)) {
            log.append(List.of());
        }

        assertThat(store.read(RUN)).isEmpty();
    }

    @Test
    final void recordWithALineFeed_isRefused_withAllOfItsAppend() {
        try (RunLog log = store.create(RUN)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(records("good", "b\nad")))
                    .withMessageContaining("record [1] holds a line feed");
        }

        assertThat(store.read(RUN)).isEmpty();
    }

    @Test
    final void recordsAndPayloads_areCopies() {
        byte[] record = {'a'};
        try (RunLog log = store.create(RUN)) {
            log.append(List.of(record));
            record[0] = 'b';
            store.read(RUN).get(0)[0] = 'c';
        }

        assertThat(texts(store.read(RUN))).containsExactly("a");
    }

    @Test
    final void appendOfAnInterruptedThread_isDone_andKeepsTheInterrupt() {
        try (RunLog log = store.create(RUN)) {
            Thread.currentThread().interrupt();
            log.append(records("1"));
            String hash = log.putBlob(bytes("x"));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(log.blob(hash)).asString().isEqualTo("x");
            log.append(records("2"));
        }
        assertThat(texts(store.read(RUN))).containsExactly("1", "2");
    }

    @Test
    final void secondRunOfAName_isRefused() {
        write("1");

        refused(Kind.EXISTS, () -> store.create(RUN));
        assertThat(texts(store.read(RUN))).containsExactly("1");
    }

    @Test
    final void runThatIsNotThere_isNotFound() {
        refused(Kind.NOT_FOUND, () -> store.open(RUN));
        refused(Kind.NOT_FOUND, () -> store.read(RUN));
        refused(Kind.NOT_FOUND, () -> store.readBlob(RUN, UNKNOWN));
    }

    @Test
    final void secondWriter_isRefused_untilTheFirstIsClosed() {
        RunLog first = store.create(RUN);
        refused(Kind.LOCKED, () -> store.open(RUN));
        first.close();

        RunLog second = store.open(RUN);
        assertThat(second.epoch()).isGreaterThan(first.epoch());
        second.close();
    }

    @Test
    final void closedWriter_canNotAppend_norDisturbALaterOne() {
        RunLog first = store.create(RUN);
        first.close();
        first.close();
        refused(Kind.FENCED, () -> first.append(records("late")));

        try (RunLog second = store.open(RUN)) {
            first.close();
            second.append(records("1"));
            refused(Kind.LOCKED, () -> store.open(RUN));
        }
        assertThat(texts(store.read(RUN))).containsExactly("1");
    }

    @Test
    final void payload_isNamedByItsSha256_andStoredOnce() {
        String hash = blob("payload");

        assertThat(hash).isEqualTo("239f59ed55e737c77147cf55ad0c1b030b6d7ee748a7426952f9b852d5a935e5");
        try (RunLog log = store.open(RUN)) {
            assertThat(log.putBlob(bytes("payload"))).isEqualTo(hash);
            assertThat(log.blob(hash)).asString().isEqualTo("payload");
        }
        assertThat(store.readBlob(RUN, hash)).asString().isEqualTo("payload");
    }

    @Test
    final void largeAndEmptyPayloads_comeBack() {
        byte[] large = new byte[5 << 20];
        large[large.length - 1] = 1;
        try (RunLog log = store.create(RUN)) {
            assertThat(log.blob(log.putBlob(large))).isEqualTo(large);
            assertThat(log.blob(log.putBlob(new byte[0]))).isEmpty();
        }
    }

    @Test
    final void payloadThatIsNotThere_isNotFound() {
        try (RunLog log = store.create(RUN)) {
            refused(Kind.NOT_FOUND, () -> log.blob(UNKNOWN));
            refused(Kind.NOT_FOUND, () -> log.blob("../../journal"));
            refused(Kind.NOT_FOUND, () -> store.readBlob(RUN, ""));
        }
    }

    @Test
    final void runs_areListedOldestFirst() {
        List<RunId> runs = List.of(RunId.of("c"), RunId.of("a"), RunId.of("b"));
        assertThat(store.runs()).isEmpty();

        runs.forEach(run -> store.create(run).close());

        assertThat(store.runs()).isEqualTo(runs);
    }

    @Test
    final void deletedRun_isGone_andItsNameFree() {
        write("1");

        store.delete(RUN);
        store.delete(RUN);

        assertThat(store.runs()).isEmpty();
        write("2");
        assertThat(texts(store.read(RUN))).containsExactly("2");
    }

    @Test
    final void runWithAWriter_isNotDeleted() {
        try (RunLog log = store.create(RUN)) {
            log.append(records("1"));

            refused(Kind.LOCKED, () -> store.delete(RUN));
        }
        assertThat(texts(store.read(RUN))).containsExactly("1");
    }

    @Test
    final void runs_areWrittenAtOnce_byManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<RunId>> writers = IntStream.range(0, 8)
                    .<Callable<RunId>>mapToObj(number -> () -> writeMany(RunId.of("run-" + number), 20))
                    .toList();
            for (Future<RunId> run : threads.invokeAll(writers)) {
                assertThat(texts(store.read(run.get())))
                        .isEqualTo(Collections.nCopies(20, run.get().value()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    final void oneOfManyOpeners_getsThePlace() throws Exception {
        write("1");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> openers = threads.invokeAll(Collections.nCopies(8, this::opens));

            assertThat(openers).extracting(Future::get).containsOnlyOnce(true);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    final void closedStore_letsGoOfItsWriters() throws Exception {
        RunLog log = store.create(RUN);
        log.append(records("1"));

        store.close();
        store.close();

        refused(Kind.FENCED, () -> log.append(records("late")));
        store = reopened(store);
        assertThat(texts(store.read(RUN))).containsExactly("1");
    }

    private RunId writeMany(RunId run, int count) {
        try (RunLog log = store.create(run)) {
            IntStream.range(0, count).forEach(number -> log.append(records(run.value())));
        }
        return run;
    }

    private boolean opens() {
        try {
            store.open(RUN);
            return true;
        } catch (RunStoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.LOCKED);
            return false;
        }
    }

    private void write(String... texts) {
        try (RunLog log = store.create(RUN)) {
            log.append(records(texts));
        }
    }

    private String blob(String text) {
        try (RunLog log = store.runs().contains(RUN) ? store.open(RUN) : store.create(RUN)) {
            return log.putBlob(bytes(text));
        }
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(RunStoreException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage()).contains("[").contains(";"));
    }

    private static List<byte[]> records(String... texts) {
        return Arrays.stream(texts).map(RunStoreContract::bytes).toList();
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
