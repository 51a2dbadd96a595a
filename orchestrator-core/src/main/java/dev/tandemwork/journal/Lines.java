package dev.tandemwork.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The lines of a journal: a checksum (CRC-32C, 8 hex digits), a space, the record, a line feed. */
final class Lines {
    private static final int PREFIX = 9;
    private static final HexFormat HEX = HexFormat.of();

    private Lines() {}

    /** Refuses records that do not fit on a line each. */
    static void requireSingle(List<byte[]> records) {
        for (byte[] record : records) {
            if (indexOf(record, 0, (byte) '\n') >= 0) {
                throw new IllegalArgumentException(
                        "record [" + records.indexOf(record) + "] holds a line feed; expected JSON on one line");
            }
        }
    }

    /** Returns {@code records} as lines. */
    static byte[] of(List<byte[]> records) {
        int size = records.stream().mapToInt(record -> record.length + PREFIX + 1).sum();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(size);
        for (byte[] record : records) {
            lines.writeBytes(checksum(record, 0, record.length));
            lines.write(' ');
            lines.writeBytes(record);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** Returns the record of the line from {@code start} up to its line feed, or null if the checksum is wrong. */
    static byte @Nullable [] record(byte[] file, int start, int end) {
        int from = start + PREFIX;
        if (from > end || file[from - 1] != ' ') {
            return null;
        }
        byte[] expected = checksum(file, from, end);
        boolean good = Arrays.equals(file, start, from - 1, expected, 0, expected.length);
        return good ? Arrays.copyOfRange(file, from, end) : null;
    }

    /** Returns where {@code wanted} is at or after {@code from}, or -1. */
    static int indexOf(byte[] bytes, int from, byte wanted) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] checksum(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return HEX.toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
