package dev.tandemwork.testkit.github.internal.server;

import dev.tandemwork.testkit.github.internal.access.Caller;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether an answer has changed. A tag is bound to the credential: to another token everything is new. */
final class EntityTags {
    private EntityTags() {}

    static Answer on(Call call, Caller caller, Answer answer) {
        if (call.isWrite() || answer.status() != 200) {
            return answer;
        }
        String tag =
                "W/\"" + hash(call.header("accept").orElse("") + ":" + caller.credential() + ":", answer.body()) + "\"";
        boolean known = call.header("if-none-match")
                .filter(given -> given.contains(tag.substring(2)))
                .isPresent();
        return (known ? Answer.empty(304) : answer)
                .with("ETag", tag)
                .with("Cache-Control", "private, max-age=60, s-maxage=60")
                .with("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP");
    }

    private static String hash(String prefix, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(prefix.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256; every Java has it", e);
        }
    }
}
