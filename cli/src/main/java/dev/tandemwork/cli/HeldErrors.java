package dev.tandemwork.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

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
        private Optional<OutputStream> file = Optional.empty();

        synchronized void releaseTo(Path target) throws IOException {
            OutputStream opened = Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            kept.writeTo(opened);
            kept.reset();
            file = Optional.of(opened);
        }

        @Override
        public synchronized void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) throws IOException {
            if (file.isPresent()) {
                file.get().write(bytes, from, count);
            } else if (kept.size() + count <= MOST) {
                kept.write(bytes, from, count);
            }
        }
    }
}
