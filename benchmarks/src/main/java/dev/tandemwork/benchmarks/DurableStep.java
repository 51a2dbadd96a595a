package dev.tandemwork.benchmarks;

import dev.tandemwork.graph.Graph;
import dev.tandemwork.journal.FileRunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A durable step beside a bare append and force of as many bytes to a file in the same folder.
 *
 * <p>They take turns: the node's body is the bare append, and what lies between two calls of it is the step. So what else
 * happens on the disk and on the machine hits both alike.
 */
final class DurableStep implements Scenario {
    private static final int ROUNDS = 500;
    private static final int BRANCHES = 1000;
    private static final int LINE_BYTES = 200;
    private static final int WARM_UPS = 4;

    private static final Graph<Integer, Integer> FAN_OUT = Ours.fanOut(Small::next);

    private final Path folder;

    DurableStep(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Figure> measure(int repeats) throws Exception {
        Files.createDirectories(folder);
        try (FileRunStore store = FileRunStore.at(folder.resolve("runs"));
                Ours ours = Ours.on(store);
                BareAppend bare = BareAppend.to(folder.resolve("bare"))) {
            measure(ours, bare, WARM_UPS);
            return measure(ours, bare, repeats);
        } finally {
            delete(folder);
        }
    }

    private static List<Figure> measure(Ours ours, BareAppend bare, int repeats) throws InterruptedException {
        double[] raw = new double[repeats];
        double[] step = new double[repeats];
        double[] ratio = new double[repeats];
        double[] parallel = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            Turns turns = new Turns(bare);
            ours.run(Ours.loop(ROUNDS, turns::take), Small.FIRST);
            raw[i] = turns.bare.medianMicros();
            step[i] = turns.between.medianMicros();
            ratio[i] = step[i] / raw[i];
            parallel[i] = parallelStep(ours);
        }
        return List.of(
                Figure.of("durable-append.raw", median(raw)),
                Figure.of("durable-step.tandemwork", median(step)),
                Figure.of("durable-ratio.tandemwork", median(ratio)),
                Figure.of("durable-parallel.tandemwork", median(parallel)));
    }

    /** Returns what a branch takes, with its share of the making and the removal of the run's folder. */
    private static double parallelStep(Ours ours) throws InterruptedException {
        long began = System.nanoTime();
        ours.run(FAN_OUT, BRANCHES);
        return (System.nanoTime() - began) / 1e3 / BRANCHES;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Measures the bare append by its own clock, and the step by the time since the last one. */
    private static final class Turns {
        private final BareAppend append;
        private final Samples bare = new Samples(ROUNDS);
        private final Samples between = new Samples(ROUNDS);
        private long ended;

        Turns(BareAppend append) {
            this.append = append;
        }

        Small take(Small small) {
            long began = System.nanoTime();
            if (ended != 0) {
                between.add(began - ended);
            }
            append.append();
            ended = System.nanoTime();
            bare.add(ended - began);
            return small.next();
        }
    }

    /**
     * A file.
     *
     * @param channel at its end
     * @param line what is appended each time
     */
    private record BareAppend(FileChannel channel, ByteBuffer line) implements AutoCloseable {
        static BareAppend to(Path file) throws IOException {
            byte[] line = new byte[LINE_BYTES];
            Arrays.fill(line, (byte) 'x');
            return new BareAppend(
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND),
                    ByteBuffer.wrap(line));
        }

        void append() {
            try {
                channel.write(line.rewind());
                channel.force(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
