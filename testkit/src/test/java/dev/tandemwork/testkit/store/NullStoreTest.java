package dev.tandemwork.testkit.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import org.junit.jupiter.api.Test;

final class NullStoreTest {
    private static final Graph<String, String> NOTHING = Graph.of(String.class);

    private final FaultyRunStore store =
            FaultyRunStore.around(RunStore.inMemory()).returnNull();

    @Test
    void engine_namesTheStore_thatReturnsNull() {
        try (Engine engine = Engine.builder().store(store).build()) {
            assertThatExceptionOfType(RunStoreException.class)
                    .isThrownBy(() -> engine.start(NOTHING, "go", RunOptions.id("r")))
                    .withMessageContaining(
                            "run store [" + FaultyRunStore.class.getName() + "] returned null from create");
        }
    }

    @Test
    void history_namesTheStore_thatReturnsNull() {
        store.create(RunId.of("r"));

        assertThatExceptionOfType(RunStoreException.class)
                .isThrownBy(() -> RunHistory.read(store, RunId.of("r")))
                .withMessageContaining("returned null from read");
    }
}
