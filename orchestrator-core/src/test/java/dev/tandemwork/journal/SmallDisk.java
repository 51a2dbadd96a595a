package dev.tandemwork.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A file system of a few kilobytes; where none may be mounted, an output that counts the bytes below the folder. */
final class SmallDisk implements AutoCloseable, Disk.Output {
    private final Path folder;
    private final long bytes;
    private final boolean real;

    private SmallDisk(Path folder, long bytes, boolean real) {
        this.folder = folder;
        this.bytes = bytes;
        this.real = real;
    }

    static SmallDisk mount(Path folder, int kilobytes) {
        boolean real = run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
        return new SmallDisk(folder, kilobytes * 1024L, real);
    }

    boolean isReal() {
        return real;
    }

    @Override
    public void write(FileChannel channel, ByteBuffer content) throws IOException {
        if (!real && used() + content.remaining() > bytes) {
            throw new IOException("No space left on device");
        }
        Disk.Output.TO_CHANNEL.write(channel, content);
    }

    @Override
    public void close() {
        if (real && !run("umount", folder.toString())) {
            throw new IllegalStateException("file system [" + folder + "] is still in use");
        }
    }

    private long used() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
