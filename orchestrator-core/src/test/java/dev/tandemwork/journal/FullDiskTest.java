package dev.tandemwork.journal;

import static dev.tandemwork.journal.Runs.RUN;
import static dev.tandemwork.journal.Runs.records;
import static dev.tandemwork.journal.Runs.refused;
import static dev.tandemwork.journal.Runs.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.journal.RunStoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {
    private static final String BIG = "x".repeat(200_000);

    @TempDir
    private Path folder;

    @Test
    void appendThatRunsOutOfSpaceHalfWay_leavesNothing_andWorksLater() {
        AtomicBoolean full = new AtomicBoolean();
        FileRunStore store = FileRunStore.at(folder, Clock.systemUTC(), halfWritten(full));
        try (RunLog log = store.create(RUN)) {
            log.append(records("1"));
            full.set(true);

            refused(Kind.FULL, () -> log.append(records("2", "3"))).withMessageContaining("the disk is full, ");
            assertThat(texts(store.read(RUN))).containsExactly("1");

            full.set(false);
            log.append(records("2"));
        }
        assertThat(texts(store.read(RUN))).containsExactly("1", "2");
    }

    @Test
    void append_isRefused_andLeavesNothing_whenTheDiskDoesNotKeepIt() {
        AtomicBoolean broken = new AtomicBoolean();
        FileRunStore store = FileRunStore.at(folder, Clock.systemUTC(), unkept(broken));
        try (RunLog log = store.create(RUN)) {
            log.append(records("1"));
            broken.set(true);

            refused(Kind.IO, () -> log.append(records("2")))
                    .withMessageContaining("can't be written: IOException, not kept; make it writable, then resume");
        }
        assertThat(texts(store.read(RUN))).containsExactly("1");
    }

    @Test
    void channelThatBreaks_isOpenedAnew() {
        AtomicBoolean broken = new AtomicBoolean(true);
        FileRunStore store = FileRunStore.at(folder, Clock.systemUTC(), (channel, bytes) -> {
            if (broken.getAndSet(false)) {
                Disk.Output.TO_CHANNEL.write(channel, bytes.duplicate().limit(5));
                channel.close();
            }
            Disk.Output.TO_CHANNEL.write(channel, bytes);
        });
        try (RunLog log = store.create(RUN)) {
            refused(Kind.IO, () -> log.append(records("lost")));
            log.append(records("1"));
        }
        assertThat(texts(store.read(RUN))).containsExactly("1");
    }

    @Test
    void fullFileSystem_isReported_andLosesNothing() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 300);
                FileRunStore store = FileRunStore.at(folder, Clock.systemUTC(), disk);
                RunLog log = store.create(RUN)) {
            log.append(records("1"));
            Path ballast = Files.write(folder.resolve("ballast"), new byte[150_000]);

            refused(Kind.FULL, () -> log.append(records(BIG)))
                    .withMessageContaining(Runs.journal(folder).toString())
                    .withMessageContaining("free some space, then resume");
            assertThat(texts(store.read(RUN))).containsExactly("1");

            Files.delete(ballast);
            log.append(records(BIG));
            assertThat(texts(store.read(RUN))).containsExactly("1", BIG);
        }
    }

    @Test
    void payloadThatDoesNotFit_isReported_andLeavesNothingBehind() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 300);
                FileRunStore store = FileRunStore.at(folder, Clock.systemUTC(), disk);
                RunLog log = store.create(RUN)) {
            if (disk.isReal()) {
                refused(Kind.FULL, () -> log.putBlob(new byte[400_000])).withMessageContaining("400000 needed");
            }
            assertThat(log.blob(log.putBlob(new byte[200_000]))).hasSize(200_000);
        }
    }

    private static Disk.Output halfWritten(AtomicBoolean full) {
        return (channel, bytes) -> {
            if (full.get()) {
                Disk.Output.TO_CHANNEL.write(channel, bytes.duplicate().limit(bytes.limit() * 2 / 3));
                throw new IOException("No space left on device");
            }
            Disk.Output.TO_CHANNEL.write(channel, bytes);
        };
    }

    private static Disk.Output unkept(AtomicBoolean broken) {
        return new Disk.Output() {
            @Override
            public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
                Disk.Output.TO_CHANNEL.write(channel, bytes);
            }

            @Override
            public void force(FileChannel channel) throws IOException {
                if (broken.get()) {
                    throw new IOException("not kept");
                }
            }
        };
    }
}
