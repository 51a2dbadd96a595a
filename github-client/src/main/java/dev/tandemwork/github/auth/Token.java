package dev.tandemwork.github.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** A credential. It shows its value to whoever asks for that by name, and in no other way. */
public final class Token {
    private static final int FINGERPRINT = 16;

    private final String value;
    private final Optional<Instant> expiresAt;

    private Token(String value, Optional<Instant> expiresAt) {
        this.value = value;
        this.expiresAt = expiresAt;
    }

    /** Returns a token that is not known to expire. White space around it is no part of it. */
    public static Token of(String value) {
        return new Token(require(value), Optional.empty());
    }

    /** Returns a token that expires. */
    public static Token of(String value, Instant expiresAt) {
        return new Token(require(value), Optional.of(expiresAt));
    }

    private static String require(String value) {
        String stripped = Objects.requireNonNull(value, "value").strip();
        boolean isHeader = stripped.chars().allMatch(character -> character > ' ' && character < 127);
        if (stripped.isEmpty() || !isHeader) {
            throw new IllegalArgumentException("token [***] is empty or has characters that no token has; "
                    + "expected one word of printable ASCII");
        }
        return stripped;
    }

    /** Returns the secret itself, for a request's header and for nothing else. */
    public String reveal() {
        return value;
    }

    /** Returns when it stops to be valid, where that is known. */
    public Optional<Instant> expiresAt() {
        return expiresAt;
    }

    /** Returns a name by which to tell tokens apart; it does not lead back to the value. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "token ***";
    }
}
