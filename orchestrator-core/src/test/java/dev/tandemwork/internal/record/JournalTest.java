package dev.tandemwork.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.internal.schedule.WorkCrew;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JournalTest {
    private static final int THREADS = 8;
    private static final int ENTRIES = 160_000;
    private static final long WRITE_NANOS = 30_000;

    private final Timers timers = Timers.system();
    private final WorkCrew crew = WorkCrew.start(timers);
    private final RunStore store = RunStore.inMemory();
    private final Set<Instant> recorded = ConcurrentHashMap.newKeySet();
    private final Journal journal = Journal.on(store.create(RunId.of("run")), crew, timers, this::recorded);

    @AfterEach
    void close() {
        journal.close();
        crew.close();
        timers.close();
        store.close();
    }

    /** Takes as long as a disk. */
    private void recorded(long sequence, JournalEntry entry) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < WRITE_NANOS) {
            Thread.onSpinWait();
        }
        recorded.add(entry.at());
    }

    /** Returns whether an entry is durable once it was appended and flushed. */
    private boolean isDurable(Instant entry) {
        journal.appendLater(new JournalEntry.RunCompleted(entry));
        journal.flush();
        return recorded.contains(entry);
    }

    /** Among so many, some are taken up by another thread at the very moment at which the flush looks. */
    @Test
    void flush_returnsWhenWhatWasAppendedIsDurable_whoeverWritesIt() {
        ForkJoinPool threads = new ForkJoinPool(THREADS);

        long lost = threads.submit(() -> IntStream.range(0, ENTRIES)
                        .parallel()
                        .filter(entry -> !isDurable(Instant.ofEpochMilli(entry)))
                        .count())
                .join();
        threads.shutdown();

        assertThat(lost).isZero();
    }
}
