package dev.tandemwork.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.worker.WorkerId;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerRootTest {
    @TempDir
    Path folder;

    @Test
    void removalThatIsBrokenOff_leavesNoSpaceWithoutAWorker() throws Exception {
        WorkerRoot root = new WorkerRoot(folder).create();
        Path space = Files.createDirectories(root.space("one-1"));
        WorkerFolder absent = root.folder(new WorkerId("one-1"));

        assertThatThrownBy(() -> root.detach(absent)).isInstanceOf(NoSuchFileException.class);

        assertThat(space).doesNotExist();
    }
}
