package dev.tandemwork.sysbox.internal.warm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a {@link WarmRecipe}, short enough for a label.
 *
 * @param value 32 hexadecimal digits
 */
public record WarmKey(String value) {
    private static final int LENGTH = 32;

    /** Refuses what is no such name. */
    public WarmKey {
        if (!value.matches("[0-9a-f]{" + LENGTH + "}")) {
            throw new IllegalArgumentException(
                    "warm key [" + value + "] is none; expected " + LENGTH + " hexadecimal digits");
        }
    }

    static Digest digest() {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 here; expected a complete Java runtime", e);
        }
    }

    /** Takes one part after the other; the length of each goes in too, so that no two lists of parts are alike. */
    record Digest(MessageDigest sha) {
        Digest add(String part) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            sha.update(bytes);
            return this;
        }

        WarmKey key() {
            return new WarmKey(HexFormat.of().formatHex(sha.digest()).substring(0, LENGTH));
        }
    }
}
