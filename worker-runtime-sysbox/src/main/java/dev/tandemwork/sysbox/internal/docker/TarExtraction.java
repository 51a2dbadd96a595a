package dev.tandemwork.sysbox.internal.docker;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Writes a folder out of an archive that nobody vouches for: plain files and folders, below one folder, of so many bytes at
 * most. Each counts for its header too, so that names alone can't fill the disk.
 */
final class TarExtraction {
    static final int HEADER = 512;
    private static final int CHUNK = 64 << 10;

    private final Path target;
    private long room;
    private long leftOut;

    TarExtraction(Path target, long maxBytes) {
        this.target = target.toAbsolutePath().normalize();
        this.room = maxBytes;
    }

    /** Returns how many bytes there was no room for. What can't be read is an {@link IOException}. */
    long extract(InputStream archive) throws IOException {
        folder(target);
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
        if (!entry.isDirectory() && !isPlain(entry)) {
            return;
        }
        Path place = place(entry.getName());
        if (room < HEADER) {
            leftOut += HEADER + entry.getSize();
            return;
        }
        room -= HEADER;
        if (entry.isDirectory()) {
            folder(place);
        } else {
            file(place, content, entry.getSize());
        }
    }

    /** An entry of any other kind may call itself a file as well. */
    static boolean isPlain(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isLink()
                && !entry.isSymbolicLink()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isFIFO();
    }

    /** The first folder of the archive is the one that was asked for, which is the target. */
    private Path place(String name) {
        int first = name.indexOf('/');
        Path place = target.resolve(first < 0 ? name : name.substring(first + 1));
        if (!place.normalize().startsWith(target) || Path.of(name).startsWith("..")) {
            String message = "entry [" + name + "] of the archive leads out of it; expected one below its folder";
            throw DockerException.of(DockerException.Kind.REFUSED, message);
        }
        return place.normalize();
    }

    private void file(Path file, InputStream content, long size) throws IOException {
        long taken = Math.min(size, room);
        room -= taken;
        leftOut += size - taken;
        Path folder = file.getParent();
        if (folder != null) {
            folder(folder);
        }
        try (OutputStream out = open(file)) {
            copy(content, out, taken);
        }
    }

    private void copy(InputStream from, OutputStream to, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = bytes;
        while (left > 0) {
            int read = from.read(chunk, 0, (int) Math.min(left, CHUNK));
            if (read < 0) {
                throw new IOException("archive ends " + left + " bytes early; expected the engine to live");
            }
            write(to, chunk, read);
            left -= read;
        }
    }

    private void write(OutputStream to, byte[] chunk, int size) {
        try {
            to.write(chunk, 0, size);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file, CREATE, TRUNCATE_EXISTING, WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private DockerException unwritable(IOException cause) {
        String message = "target [" + target + "] can't be written: " + cause
                + "; expected a folder with room, of this user's own; choose another, or make room";
        return DockerException.of(DockerException.Kind.REFUSED, message, cause);
    }
}
