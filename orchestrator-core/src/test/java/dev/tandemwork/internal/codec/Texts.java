package dev.tandemwork.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** The other types that are stored as one token. */
record Texts(
        String text,
        UUID uuid,
        URI uri,
        BigDecimal decimal,
        BigInteger whole,
        OptionalInt optionalInt,
        OptionalLong optionalLong,
        OptionalDouble optionalDouble,
        Map<UUID, Integer> byUuid,
        Map<Long, String> byLong) {}
