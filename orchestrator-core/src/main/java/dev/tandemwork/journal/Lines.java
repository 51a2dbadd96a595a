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
        int size =
                records.stream().mapToInt(record -> record.length + PREFIX + 1).sum();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(size);
        for (byte[] record : records) {
            lines.writeBytes(checksum(record));
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
        CRC32C crc = new CRC32C();
        crc.update(file, from, end - from);
        return isChecksum(file, start, crc.getValue()) ? Arrays.copyOfRange(file, from, end) : null;
    }

    /**
     * Returns whether a whole record stands at {@code start} and something other than its line feed comes after it. No
     * torn write leaves that: what it did not reach ends the file, or reads as zero.
     */
    static boolean runsOn(byte[] file, int start) {
        int from = start + PREFIX;
        CRC32C crc = new CRC32C();
        for (int end = from; end < file.length; end++) {
            if (file[end] != '\n' && file[end] != 0 && isChecksum(file, start, crc.getValue())) {
                return true;
            }
            crc.update(file[end]);
        }
        return false;
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

    private static byte[] checksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record, 0, record.length);
        return digits(crc.getValue());
    }

    private static boolean isChecksum(byte[] file, int start, long crc) {
        return Arrays.equals(file, start, start + PREFIX - 1, digits(crc), 0, PREFIX - 1);
    }

    private static byte[] digits(long crc) {
        return HEX.toHexDigits((int) crc).getBytes(StandardCharsets.US_ASCII);
    }
}
