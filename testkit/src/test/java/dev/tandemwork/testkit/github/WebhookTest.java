package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookTest {
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private HttpServer listener;
    private FakeGitHub github;
    private GitHubRepository shop;
    private Api alice;

    @BeforeEach
    void start() throws Exception {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", this::hear);
        listener.start();
        github = FakeGitHub.start();
        shop = github.createRepository("acme/shop");
        shop.push("fix", "main", Map.of("fix.txt", "fixed\n"));
        alice = Api.of(github, github.token("alice"));
        URI target = URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/");
        shop.webhook(target, "s3cret", "pull_request");
    }

    @AfterEach
    void close() {
        github.close();
        listener.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(
                    exchange.getRequestHeaders().getFirst("X-GitHub-Delivery"),
                    exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"),
                    body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void open() throws Exception {
        alice.send("POST", "/repos/acme/shop/pulls", "{'title':'Fix','head':'fix','base':'main'}");
    }

    private Heard next() throws InterruptedException {
        Heard next = heard.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("a webhook within 30 s").isNotNull();
        return next;
    }

    @Test
    void whatHappens_isTold_signed_andInOrder() throws Exception {
        open();
        alice.send("PUT", "/repos/acme/shop/pulls/1/merge", "{}");
        Heard first = next();
        Heard second = next();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

        assertThat(Api.JSON.readTree(first.body()).at("/action").asText()).isEqualTo("opened");
        assertThat(Api.JSON.readTree(second.body()).at("/action").asText()).isEqualTo("closed");
        assertThat(Api.JSON.readTree(second.body()).at("/pull_request/merged").asBoolean())
                .isTrue();
        assertThat(first.signature())
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(first.body().getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatWasLost_isToldWhenItIsRepeated_underItsFirstName() throws Exception {
        github.loseWebhooks(true);
        open();
        github.loseWebhooks(false);
        github.repeatWebhooks();
        github.repeatWebhooks();

        assertThat(next().delivery()).isEqualTo(next().delivery());
        assertThat(heard).isEmpty();
    }

    private record Heard(String delivery, String signature, String body) {}
}
