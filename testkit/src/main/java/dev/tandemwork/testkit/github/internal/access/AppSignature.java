package dev.tandemwork.testkit.github.internal.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.testkit.github.access.GitHubApp;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Checks the tokens that apps sign for themselves, as strictly as GitHub does. */
final class AppSignature {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private AppSignature() {}

    static GitHubApp verified(String jwt, Instant now, Map<Long, InstalledApp> apps) {
        String[] parts = jwt.split("\\.");
        InstalledApp app = apps.get(json(parts[1]).path("iss").asLong());
        if (app == null) {
            throw Problem.of(404, "Integration not found");
        }
        if (!json(parts[0]).path("alg").asText().equals("RS256") || !isSigned(parts, app)) {
            throw Problem.of(401, "A JSON web token could not be decoded");
        }
        requireTimes(json(parts[1]), now);
        return app.app();
    }

    private static void requireTimes(JsonNode claims, Instant now) {
        Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
        Instant end = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (!end.isAfter(now)) {
            throw Problem.of(
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which"
                            + " the assertion expires");
        }
        if (end.isAfter(now.plus(LONGEST))) {
            throw Problem.of(401, "'Expiration time' claim ('exp') is too far in the future");
        }
        if (issued.isAfter(now)) {
            throw Problem.of(
                    401,
                    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was"
                            + " issued");
        }
    }

    private static boolean isSigned(String[] parts, InstalledApp app) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(app.key());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode json(String part) {
        try {
            return Json.parse(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | Problem e) {
            throw Problem.of(401, "A JSON web token could not be decoded", e);
        }
    }
}
