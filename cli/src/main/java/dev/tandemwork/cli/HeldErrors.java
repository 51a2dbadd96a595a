package dev.tandemwork.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Standard error in the place of a screen: kept until it is known which file it goes to. */
final class HeldErrors extends PrintStream {
    private final Held held;

    private HeldErrors(Held held) {
        super(held, true, StandardCharsets.UTF_8);
        this.held = held;
    }

    static HeldErrors create() {
        return new HeldErrors(new Held());
    }

    /** Appends what is kept to {@code file}, and all that comes. */
    void releaseTo(Path file) throws IOException {
        held.releaseTo(file);
    }

    /** Bytes that are kept, and then those that go on to a file. */
    private static final class Held extends OutputStream {
        private static final int MOST = 1 << 20;

        /** Guarded by this. */
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        /** Guarded by this. */
        private OutputStream target = kept;

        synchronized void releaseTo(Path file) throws IOException {
            target = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            kept.writeTo(target);
            kept.reset();
        }

        @Override
        public synchronized void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) throws IOException {
            if (target != kept || kept.size() + count <= MOST) {
                target.write(bytes, from, count);
            }
        }
    }
}
