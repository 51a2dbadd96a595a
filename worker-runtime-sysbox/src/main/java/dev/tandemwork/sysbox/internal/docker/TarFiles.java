package dev.tandemwork.sysbox.internal.docker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the plain files of an archive that nobody vouches for into memory: all of them, or none. */
final class TarFiles {
    private TarFiles() {}

    /** Returns what is in the files, by their paths below the archive's first folder; empty if that is more than the bound. */
    static Optional<Map<String, byte[]>> read(InputStream archive, long maxBytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        long room = maxBytes;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                room -= TarExtraction.HEADER + entry.getSize();
                if (room < 0) {
                    return Optional.empty();
                }
                if (TarExtraction.isPlain(entry)) {
                    files.put(below(entry.getName()), tar.readAllBytes());
                }
                entry = tar.getNextEntry();
            }
        }
        return Optional.of(files);
    }

    private static String below(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
