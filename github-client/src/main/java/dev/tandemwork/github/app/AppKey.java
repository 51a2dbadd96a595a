package dev.tandemwork.github.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private key of a GitHub App, as GitHub gives it out, or as OpenSSL converts it. It never shows itself. */
public final class AppKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");

    /** A sequence of a version and of the algorithm RSA, which stands before the key in PKCS #8. */
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int LONG_FORM = 0x82;
    private static final int BYTE = 0xff;
    private static final Duration BACKDATED = Duration.ofSeconds(60);
    private static final Duration VALID = Duration.ofMinutes(9);

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /** Reads a key in PEM. */
    public static AppKey ofPem(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "private key [***] is no PEM; expected -----BEGIN RSA PRIVATE KEY-----, as "
                            + "GitHub gives it out for an app");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(2));
            byte[] encoded = matcher.group(1) == null ? bytes : wrapped(bytes);
            return new AppKey(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("private key [***] can't be read; expected an RSA key", e);
        }
    }

    /** Java reads PKCS #8 only; GitHub writes PKCS #1. */
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA);
        content.writeBytes(tagged(OCTETS, pkcs1));
        return tagged(SEQUENCE, content.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        bytes.write(LONG_FORM);
        bytes.write(content.length >> Byte.SIZE & BYTE);
        bytes.write(content.length & BYTE);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    /** Returns what proves to the host that the app itself asks, for some minutes. Clocks may differ by a minute. */
    String sign(long app, Instant now) {
        long issued = now.minus(BACKDATED).getEpochSecond();
        long expires = now.plus(VALID).getEpochSecond();
        String claims = "{\"iat\":" + issued + ",\"exp\":" + expires + ",\"iss\":\"" + app + "\"}";
        String text = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + part(claims.getBytes(StandardCharsets.US_ASCII));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + part(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "private key [***] can't sign; expected an RSA key of 2,048 bits or more", e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "key ***";
    }
}
