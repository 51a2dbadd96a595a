package dev.tandemwork.sysbox.internal.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Writes a folder out of an archive that nobody vouches for: plain files and folders, below one folder, of so many bytes at
 * most.
 */
final class TarExtraction {
    private static final int CHUNK = 64 << 10;

    private final Path target;
    private long room;
    private long leftOut;

    TarExtraction(Path target, long maxBytes) {
        this.target = target.toAbsolutePath().normalize();
        this.room = maxBytes;
    }

    /** Returns how many bytes there was no room for. */
    long extract(InputStream archive) throws IOException {
        Files.createDirectories(target);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                extract(entry, tar);
                entry = tar.getNextEntry();
            }
        }
        return leftOut;
    }

    private void extract(TarArchiveEntry entry, InputStream content) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(place(entry.getName()));
        } else if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
            write(place(entry.getName()), content, entry.getSize());
        }
    }

    /** The first folder of the archive is the one that was asked for, which is the target. */
    private Path place(String name) throws IOException {
        int first = name.indexOf('/');
        Path place = first < 0 ? target.resolve(name) : target.resolve(name.substring(first + 1));
        if (!place.normalize().startsWith(target)) {
            throw new IOException("entry [" + name + "] of the archive leads out of it; expected one below its folder");
        }
        return place.normalize();
    }

    private void write(Path file, InputStream content, long size) throws IOException {
        long taken = Math.min(size, room);
        room -= taken;
        leftOut += size - taken;
        if (taken == 0 && size > 0) {
            return;
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            copy(content, out, taken);
        }
    }

    private static void copy(InputStream from, OutputStream to, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = bytes;
        while (left > 0) {
            int read = from.read(chunk, 0, (int) Math.min(left, CHUNK));
            if (read < 0) {
                throw new IOException("archive ends " + left + " bytes early; expected the engine to live");
            }
            to.write(chunk, 0, read);
            left -= read;
        }
    }
}
