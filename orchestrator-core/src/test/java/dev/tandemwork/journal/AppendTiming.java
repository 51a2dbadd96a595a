package dev.tandemwork.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Prints what a durable append of one record takes, beside a bare write and force of the same bytes to a file in the same
 * folder. Run {@code main} with a folder; it is no benchmark of record.
 */
final class AppendTiming {
    private static final int APPENDS = 500;
    private static final int ROUNDS = 12;

    private AppendTiming() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "."), "timing");
        byte[] record = new byte[300];
        Arrays.fill(record, (byte) 'x');
        double[] ratios = new double[ROUNDS];
        try (FileRunStore store = FileRunStore.at(folder);
                RunLog log = store.create(Runs.RUN);
                FileChannel raw = FileChannel.open(
                        folder.resolve("raw"), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.wrap(Lines.of(List.of(record)));
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = round(log, record, raw, line);
            }
        } finally {
            Disk.deleteTree(folder);
        }
        Arrays.sort(ratios);
        System.out.printf("median ratio %.3f%n", ratios[ROUNDS / 2]);
    }

    /** Alternates, so that what else happens on the disk hits both; and goes first by turns, since the second waits less. */
    private static double round(RunLog log, byte[] record, FileChannel raw, ByteBuffer line) throws IOException {
        long bare = 0;
        long stored = 0;
        for (int i = 0; i < APPENDS; i++) {
            if (i % 2 == 0) {
                bare += bare(raw, line);
            }
            stored += stored(log, record);
            if (i % 2 == 1) {
                bare += bare(raw, line);
            }
        }
        System.out.printf("raw %d us, append %d us%n", bare / APPENDS / 1000, stored / APPENDS / 1000);
        return (double) stored / bare;
    }

    private static long bare(FileChannel raw, ByteBuffer line) throws IOException {
        long start = System.nanoTime();
        raw.write(line.rewind());
        raw.force(false);
        return System.nanoTime() - start;
    }

    private static long stored(RunLog log, byte[] record) {
        long start = System.nanoTime();
        log.append(List.of(record));
        return System.nanoTime() - start;
    }
}
