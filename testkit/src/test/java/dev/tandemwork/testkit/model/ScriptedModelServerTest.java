package dev.tandemwork.testkit.model;

import static dev.tandemwork.testkit.model.ModelReply.cut;
import static dev.tandemwork.testkit.model.ModelReply.overloaded;
import static dev.tandemwork.testkit.model.ModelReply.rateLimited;
import static dev.tandemwork.testkit.model.ModelReply.stall;
import static dev.tandemwork.testkit.model.ModelReply.text;
import static dev.tandemwork.testkit.model.ModelReply.toolUse;
import static dev.tandemwork.testkit.model.ModelReply.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.testkit.model.ModelScript.Conversation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScriptedModelServerTest {
    private static final String ASKED = user("please do task api");
    private static final String ANSWERED =
            ASKED + ",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();
    private ScriptedModelServer server = start(ModelScript.create()
            .when("task api")
            .turn(toolUse("Write", Map.of("file_path", "api.txt")))
            .turn(text("done"))
            .when("task web")
            .turn(text("web"))
            .when("The review found")
            .turn(text("mended")));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answer_isAStreamOfEvents() throws Exception {
        HttpResponse<String> response = ask(ASKED);

        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(response.body()
                        .lines()
                        .filter(line -> line.startsWith("event: "))
                        .map(line -> line.substring(7)))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(response.body())
                .contains("\"name\":\"Write\"", "{\\\"file_path\\\":\\\"api.txt\\\"}", "\"stop_reason\":\"tool_use\"");
    }

    @Test
    void turn_isTheNumberOfAnswersSoFar_andIsTheSameWhenAskedAgain() throws Exception {
        assertThat(ask(ANSWERED).body()).contains("\"text\":\"done\"");
        assertThat(ask(ASKED).body()).contains("Write");
        assertThat(ask(ANSWERED).body()).contains("\"text\":\"done\"");
    }

    @Test
    void conversation_isChosenByTheWordsThatWereSaidLast() throws Exception {
        assertThat(ask(user("task web")).body()).contains("\"text\":\"web\"");
        assertThat(ask(ANSWERED + "," + user("The review found a thing")).body())
                .contains("mended");
    }

    @Test
    void resultOfATool_isNotTheUsersWord() throws Exception {
        String result = "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"content\":\"task web\"}]}";

        assertThat(ask(ANSWERED + "," + result).body()).contains("\"text\":\"done\"");
    }

    @Test
    void wordsThatTheCliAdds_areNotTheUsers() throws Exception {
        assertThat(ask(ANSWERED + "," + user("<system-reminder>task web</system-reminder>"))
                        .body())
                .contains("\"text\":\"done\"");
    }

    @Test
    void unscriptedRequest_isRefused_andSaysWhatWasAsked() throws Exception {
        HttpResponse<String> response = ask(user("something else"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("no conversation fits [something else]; add a turn(...) for it");
    }

    @Test
    void missingTurn_isRefused_andNamesTheConversation() throws Exception {
        String web = user("task web") + ",{\"role\":\"assistant\",\"content\":\"web\"}";

        assertThat(ask(web).body()).contains("conversation [task web] has no turn 1");
    }

    @Test
    void refusals_haveTheStatusOfTheRealOnes() throws Exception {
        restart(ModelScript.create()
                .when("one")
                .turn(unauthorized())
                .when("two")
                .turn(rateLimited(Duration.ofSeconds(7)))
                .when("three")
                .turn(overloaded()));

        assertThat(ask(user("one")).statusCode()).isEqualTo(401);
        assertThat(ask(user("two")).headers().firstValue("retry-after")).contains("7");
        assertThat(ask(user("three")).statusCode()).isEqualTo(529);
    }

    @Test
    void passingFault_isGivenOnce() throws Exception {
        restart(ModelScript.create()
                .when("task")
                .once(overloaded())
                .once(unauthorized())
                .turn(text("through")));

        assertThat(ask(ASKED).statusCode()).isEqualTo(529);
        assertThat(ask(ASKED).statusCode()).isEqualTo(401);
        assertThat(ask(ASKED).body()).contains("through");
        assertThat(ask(ASKED).body()).contains("through");
    }

    @Test
    void cutStream_endsInTheMiddle() {
        restart(ModelScript.create().when("task").turn(cut("half a")));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(ASKED));
    }

    @Test
    void stall_neverAnswers() {
        restart(ModelScript.create().when("task").turn(stall()));

        assertThatExceptionOfType(HttpTimeoutException.class)
                .isThrownBy(() ->
                        client.send(post("/v1/messages", ASKED, Duration.ofMillis(300)), BodyHandlers.ofString()));
    }

    @Test
    void requests_areRecorded() throws Exception {
        ask(ASKED);
        client.send(post("/v1/messages/count_tokens", ASKED, Duration.ofSeconds(9)), BodyHandlers.ofString());

        assertThat(server.requests()).hasSize(2);
        ModelRequest request = server.messageRequests().get(0);
        assertThat(request.userTexts()).containsExactly("please do task api");
        assertThat(request.headers()).containsEntry("x-api-key", "scripted");
    }

    @Test
    void probe_isAnswered() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(server.url())
                .method("HEAD", BodyPublishers.noBody())
                .build();

        assertThat(client.send(head, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    @Test
    void closedServer_isGone_alsoForWhoWaits() {
        restart(ModelScript.create().when("task").turn(stall()));
        var waiting = client.sendAsync(post("/v1/messages", ASKED, Duration.ofSeconds(30)), BodyHandlers.ofString());
        server.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(IOException.class);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ask(ASKED));
    }

    private void restart(Conversation script) {
        server.close();
        server = start(script);
    }

    private static ScriptedModelServer start(Conversation script) {
        return ScriptedModelServer.start(script);
    }

    private HttpResponse<String> ask(String messages) throws IOException, InterruptedException {
        return client.send(post("/v1/messages", messages, Duration.ofSeconds(10)), BodyHandlers.ofString());
    }

    private HttpRequest post(String path, String messages, Duration timeout) {
        String body = "{\"model\":\"m\",\"stream\":true,\"messages\":[" + messages + "]}";
        return HttpRequest.newBuilder(server.url().resolve(path))
                .timeout(timeout)
                .header("x-api-key", "scripted")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String user(String text) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
    }
}
