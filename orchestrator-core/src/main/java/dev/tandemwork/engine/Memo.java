package dev.tandemwork.engine;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import dev.tandemwork.internal.codec.Codec;
import org.jspecify.annotations.Nullable;

/** Remembers the hash of the last value that was encoded, since what one node returns the next one is given. */
final class Memo {
    private static final HashFunction HASH = Hashing.farmHashFingerprint64();

    private @Nullable Object value;
    private @Nullable Codec<?> codec;
    private long hash;

    void remember(@Nullable Object encoded, Codec<?> by, byte[] json) {
        value = encoded;
        codec = by;
        hash = HASH.hashBytes(json).asLong();
    }

    /** Returns the hash of {@code input} as {@code by} encodes it. */
    @SuppressWarnings("ReferenceEquality") // another object of the same value is encoded again: slower, never wrong
    long hashOf(Object input, Codec<Object> by) {
        if (value != input || codec != by) {
            remember(input, by, by.encode(input));
        }
        return hash;
    }
}
