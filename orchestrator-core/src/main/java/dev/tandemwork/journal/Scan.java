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
        byte[] record = record(content, start);
        while (record != null) {
            records.add(record);
            start = lineEnd(content, start) + 1;
            record = record(content, start);
        }
        requireTorn(file, content, start, records.size() + 2);
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

    private static byte @Nullable [] record(byte[] content, int start) {
        int end = lineEnd(content, start);
        return end < 0 ? null : Lines.record(content, start, end);
    }

    private static int lineEnd(byte[] content, int start) {
        return Lines.indexOf(content, start, (byte) '\n');
    }

    /** Refuses a line that can't be read and is not what a torn write leaves: the last one, without a whole record. */
    private static void requireTorn(Path file, byte[] content, int start, int line) {
        int end = lineEnd(content, start);
        boolean last = end < 0 || end + 1 == content.length;
        if (!last || Lines.runsOn(content, start)) {
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
