package dev.tandemwork.github.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class WebhookReceiverTest {
    private static final String SECRET = "It's a Secret to Everybody";

    private final List<Hint> hints = new ArrayList<>();
    private final WebhookReceiver receiver = WebhookReceiver.of(WebhookSecret.of(SECRET), hints::add);

    @Test
    void theSignature_isThatOfGitHubsExample() {
        byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
        String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(WebhookSecret.of(SECRET).hasSigned(body, signature)).isTrue();
        assertThat(WebhookSecret.of(SECRET).hasSigned(body, signature.replace('7', '8')))
                .isFalse();
        assertThat(WebhookSecret.of("another").hasSigned(body, signature)).isFalse();
        assertThat(WebhookSecret.of(SECRET).hasSigned(body, "")).isFalse();
    }

    @Test
    void aSignedDelivery_isTold_once() throws GeneralSecurityException {
        String body =
                "{\"repository\":{\"full_name\":\"acme/shop\"},\"pull_request\":{\"number\":7,\"head\":{\"sha\":\"abc\"}}}";

        assertThat(deliver("1", "pull_request", body, sign(body))).isEqualTo(202);
        assertThat(deliver("1", "pull_request", body, sign(body))).isEqualTo(202);

        assertThat(hints).containsExactly(new Hint("pull_request", "acme/shop", List.of(7L), Optional.of("abc")));
    }

    @Test
    void checksAndPushes_tellTheirCommit() throws GeneralSecurityException {
        String check =
                "{\"repository\":{\"full_name\":\"a/b\"},\"check_run\":{\"head_sha\":\"c1\",\"pull_requests\":[{\"number\":1}]}}";
        String status = "{\"repository\":{\"full_name\":\"a/b\"},\"sha\":\"c2\"}";
        String push = "{\"repository\":{\"full_name\":\"a/b\"},\"after\":\"c3\"}";

        deliver("1", "check_run", check, sign(check));
        deliver("2", "status", status, sign(status));
        deliver("3", "push", push, sign(push));

        assertThat(hints).extracting(hint -> hint.commit().orElse("")).containsExactly("c1", "c2", "c3");
        assertThat(hints.get(0).pullRequests()).containsExactly(1L);
    }

    @Test
    void whatIsNotSigned_isNotRead() throws GeneralSecurityException {
        String body = "{\"repository\":{\"full_name\":\"acme/shop\"}}";

        assertThat(deliver("1", "push", body, "sha256=00")).isEqualTo(401);
        assertThat(deliver("2", "push", body + " ", sign(body))).isEqualTo(401);
        assertThat(deliver("3", "push", "no json", sign("no json"))).isEqualTo(400);
        assertThat(deliver("4", "ping", "{\"zen\":\"\"}", sign("{\"zen\":\"\"}")))
                .isEqualTo(202);
        assertThat(receiver.receive(name -> Optional.empty(), new byte[WebhookReceiver.LARGEST + 1]))
                .isEqualTo(413);

        assertThat(hints).isEmpty();
    }

    private int deliver(String id, String event, String body, String signature) {
        Map<String, String> headers =
                Map.of("X-GitHub-Delivery", id, "X-GitHub-Event", event, "X-Hub-Signature-256", signature);
        return receiver.receive(name -> Optional.ofNullable(headers.get(name)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
