package dev.tandemwork.testkit.github;

import dev.tandemwork.testkit.github.access.GitHubApp;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** What an app signs for itself. */
final class Jwt {
    private Jwt() {}

    static String of(GitHubApp app) throws Exception {
        long now = Instant.now().getEpochSecond();
        return signed(app, "{\"iat\":" + (now - 60) + ",\"exp\":" + (now + 480) + ",\"iss\":\"" + app.id() + "\"}");
    }

    static String signed(GitHubApp app, String claims) throws Exception {
        String content = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        byte[] key = Base64.getMimeDecoder().decode(app.privateKey().replaceAll("-----[A-Z ]+-----", ""));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + encoded(signature.sign());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
