package dev.tandemwork.testkit.store;

import dev.tandemwork.journal.RunStore;

final class MemoryRunStoreTest extends RunStoreContract {
    @Override
    protected RunStore newStore() {
        return RunStore.inMemory();
    }

    @Override
    protected RunStore reopened(RunStore before) {
        return before;
    }
}
