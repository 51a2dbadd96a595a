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
import java.util.Optional;
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
    private final Destination.Sieve sieve;
    private long room;
    private long leftOut;

    TarExtraction(Destination to) {
        this.target = to.folder().toAbsolutePath().normalize();
        this.sieve = to.sieve();
        this.room = to.maxBytes();
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
        Optional<Path> place = place(entry.getName());
        if (place.isPresent()) {
            extract(entry, content, place.get());
        }
    }

    private void extract(TarArchiveEntry entry, InputStream content, Path place) throws IOException {
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
    private Optional<Path> place(String name) {
        int first = name.indexOf('/');
        Optional<Path> place = sieve.name(first < 0 ? name : name.substring(first + 1))
                .map(below -> target.resolve(below).normalize());
        if (place.filter(path -> !path.startsWith(target)).isPresent()
                || Path.of(name).startsWith("..")) {
            String message = "entry [" + name + "] of the archive leads out of it; expected one below its folder";
            throw DockerException.of(DockerException.Kind.REFUSED, message);
        }
        return place;
    }

    private void file(Path file, InputStream content, long size) throws IOException {
        long taken = Math.min(size, room);
        room -= taken;
        leftOut += size - taken;
        Path folder = file.getParent();
        if (folder != null) {
            folder(folder);
        }
        try (OutputStream written = open(file)) {
            OutputStream out = sieve.over(written, taken == size);
            copy(content, out, taken);
            end(out);
        }
    }

    private void end(OutputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw unwritable(e);
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
