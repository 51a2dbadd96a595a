package dev.tandemwork.review.llm.change;

import dev.tandemwork.review.llm.change.DiffLine.Encoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes text of bytes without loss. */
final class Decoding {
    private Decoding() {}

    /** A text, and how it was made. */
    record Text(String value, Encoding encoding) {}

    static Text line(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return new Text(latin(bytes, from, to), Encoding.UTF_8);
        }
        return utf8(ByteBuffer.wrap(bytes, from, to - from))
                .map(text -> new Text(text, Encoding.UTF_8))
                .orElseGet(() -> new Text(latin(bytes, from, to), Encoding.BYTES));
    }

    /** Returns the path of which {@code raw} has the bytes. */
    static String path(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        return utf8(ByteBuffer.wrap(bytes)).orElseGet(() -> Quoting.quote(raw));
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String latin(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> utf8(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
