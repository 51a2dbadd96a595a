package dev.tandemwork.github.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What GitHub signs its webhooks with. It never shows itself. */
public final class WebhookSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final SecretKeySpec key;

    private WebhookSecret(SecretKeySpec key) {
        this.key = key;
    }

    /** Returns the secret that was given to GitHub. */
    public static WebhookSecret of(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("webhook secret [***] is blank; expected one that nobody guesses");
        }
        return new WebhookSecret(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** Returns whether {@code signature}, the header {@code X-Hub-Signature-256}, is that of {@code body} as it was sent. */
    public boolean hasSigned(byte[] body, String signature) {
        byte[] expected = (PREFIX + HexFormat.of().formatHex(hash(body))).getBytes(StandardCharsets.US_ASCII);
        byte[] given = signature.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given);
    }

    private byte[] hash(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "secret ***";
    }
}
