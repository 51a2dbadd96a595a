package dev.tandemwork.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a journal file holds.
 *
 * @param header its first line
 * @param records the records, in order
 * @param length bytes up to the end of the last whole record; what comes after them is torn
 */
record Scan(Header header, List<byte[]> records, long length) {
    /** Reads a whole file. A last line that is cut or spoilt is left out: its append never returned. */
    static Scan of(Path file, byte[] content) {
        int start = Lines.indexOf(content, 0, (byte) '\n') + 1;
        Header header = header(file, content, start);
        List<byte[]> records = new ArrayList<>();
        int end = Lines.indexOf(content, start, (byte) '\n');
        while (end >= 0) {
            byte[] record = Lines.record(content, start, end);
            if (record == null) {
                requireLast(file, records.size() + 2, end + 1 == content.length);
                break;
            }
            records.add(record);
            start = end + 1;
            end = Lines.indexOf(content, start, (byte) '\n');
        }
        return new Scan(header, Collections.unmodifiableList(records), start);
    }

    /** Returns the header that {@code content} starts with, or null if it starts with none. */
    static @Nullable Header headerOf(byte[] content) {
        int end = Lines.indexOf(content, 0, (byte) '\n');
        byte[] line = end < 0 ? null : Lines.record(content, 0, end);
        return line == null ? null : Header.parse(line);
    }

    private static Header header(Path file, byte[] content, int end) {
        Header header = headerOf(content);
        if (header == null || end == 0) {
            throw corrupt(file, 1);
        }
        header.requireKnown(file);
        return header;
    }

    private static void requireLast(Path file, int line, boolean last) {
        if (!last) {
            throw corrupt(file, line);
        }
    }

    private static RunStoreException corrupt(Path file, int line) {
        return RunStoreException.of(
                RunStoreException.Kind.CORRUPT,
                "journal [" + file + "] is damaged in line " + line
                        + "; expected its checksum to fit; restore the file from a copy: nothing was changed in it",
                null);
    }
}
