package dev.tandemwork.review.llm.change;

import java.nio.charset.StandardCharsets;

/** Reads fields that end by a NUL, from the start of some bytes. */
final class NulFields {
    private final byte[] bytes;
    private int at;

    NulFields(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns whether the next field begins with {@code first}. */
    boolean startsWith(char first) {
        return at < bytes.length && bytes[at] == first;
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    int position() {
        return at;
    }

    /** Returns the next field, each byte as the character of its number. */
    String next() {
        int end = at;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (end == bytes.length) {
            throw new UnreadableDiffException("git's list of files ends within an entry; expected a NUL after each");
        }
        String field = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
        at = end + 1;
        return field;
    }
}
