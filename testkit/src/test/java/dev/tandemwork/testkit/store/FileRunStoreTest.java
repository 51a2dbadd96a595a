package dev.tandemwork.testkit.store;

import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileRunStoreTest extends RunStoreContract {
    @TempDir
    private Path root;

    @Override
    protected RunStore newStore() {
        return FileRunStore.at(root);
    }

    @Override
    protected RunStore reopened(RunStore before) {
        before.close();
        return FileRunStore.at(root);
    }
}
