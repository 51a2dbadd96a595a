package dev.tandemwork.engine;

import static dev.tandemwork.engine.Samples.append;
import static dev.tandemwork.graph.Graph.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AskTest {
    private static final NodePath ASK = NodePath.parse("/ask");
    private static final Duration LONG = Duration.ofDays(1);

    private final Kept kept = new Kept();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        kept.close();
    }

    private static Ask<Text, Answer> ask() {
        return Graph.ask("ask", Text.class, Answer.class).prompt(text -> "keep " + text.value() + "?");
    }

    private static Graph<Text, Text> asked(Ask<Text, Answer> ask) {
        return Graph.of(Text.class)
                .with(ask, (text, answer) -> new Text(text.value() + " " + answer))
                .then(append("end"));
    }

    /** Returns branches of which one asks, and the other waits for the gate. */
    private Graph<Text, Text> beside() {
        return Graph.of(Text.class)
                .both("pair", asked(ask()), node("work", Text.class, Text.class, text -> {
                    gate.await();
                    return text;
                }))
                .map(pair -> pair.first());
    }

    private Run<Text> parked() throws InterruptedException {
        Run<Text> run = kept.start(asked(ask()), new Text("it"));
        assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        return run;
    }

    private static void refuses(Run<?> run, NodePath path, Object answer, String message) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> run.answer(path, answer, "me"))
                .withMessageContaining(message);
    }

    @Test
    void question_saysWhatItIsAbout() throws InterruptedException {
        assertThat(parked().questions()).singleElement().satisfies(question -> {
            assertThat(question.path()).isEqualTo(ASK);
            assertThat(question.prompt()).isEqualTo("keep it?");
            assertThat(question.about().as(Text.class)).isEqualTo(new Text("it"));
            assertThat(question.answerType()).isEqualTo(Answer.class);
        });
    }

    @Test
    void question_isAnswered_whileItsSiblingRuns() throws InterruptedException {
        NodePath path = NodePath.parse("/pair[first]/ask");
        Run<Text> run = kept.start(beside(), new Text("it"));
        Await.until(() -> !run.questions().isEmpty());
        run.answer(path, Answer.YES, "me");
        Await.until(() -> kept.entries(JournalEntry.NodeCompleted.class).stream()
                .anyMatch(entry -> entry.path().equals(NodePath.parse("/pair[first]/end"))));
        gate.countDown();

        assertThat(run.await().result()).contains(new Text("it YES end"));
    }

    @Test
    void question_isAnswered_afterTheRunIsParked() throws InterruptedException {
        Run<Text> run = parked();
        run.answer(ASK, Answer.NO, "me");

        assertThat(run.await().result()).contains(new Text("it NO end"));
        assertThat(run.questions()).isEmpty();
    }

    @Test
    void question_canBeAnswered_asSoonAsAListenerHearsOfIt() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            CompletableFuture<Run<Text>> started = new CompletableFuture<>();
            CompletableFuture<Void> answered = new CompletableFuture<>();
            Run<Text> run = kept.start(
                    asked(ask()), new Text("it"), RunOptions.id("run-" + i).withListener(event -> {
                        if (event instanceof RunEvent.Recorded fact && fact.entry() instanceof JournalEntry.Asked) {
                            CompletableFuture<Void> unused = started.thenAccept(
                                            asking -> asking.answer(ASK, Answer.YES, "me"))
                                    .whenComplete((done, refused) -> complete(answered, refused));
                        }
                    }));
            started.complete(run);
            assertThatCode(answered::join).doesNotThrowAnyException();
            assertThat(run.await().result()).contains(new Text("it YES end"));
        }
    }

    private static void complete(CompletableFuture<Void> answered, Throwable refused) {
        if (refused == null) {
            answered.complete(null);
        } else {
            answered.completeExceptionally(refused);
        }
    }

    @Test
    void sameAnswerTwice_isFine() throws InterruptedException {
        Run<Text> run = parked();
        run.answer(ASK, Answer.YES, "me");
        run.answer(ASK, Answer.YES, "somebody else");

        assertThat(run.await().result()).contains(new Text("it YES end"));
        assertThat(kept.entries(JournalEntry.Answered.class))
                .extracting(JournalEntry.Answered::by)
                .containsExactly("me");
    }

    @Test
    void anotherAnswer_isRefused() throws InterruptedException {
        Run<Text> run = parked();
        run.answer(ASK, Answer.YES, "me");

        refuses(run, ASK, Answer.NO, "question [/ask] was answered by ");
        assertThat(run.await().result()).contains(new Text("it YES end"));
    }

    @Test
    void anotherAnswer_isRefused_afterAResume() throws InterruptedException {
        Graph<Text, Text> twice =
                asked(ask()).with(Graph.ask("again", Text.class, Answer.class), (text, answer) -> text);
        try (Run<Text> run = kept.start(twice, new Text("it"))) {
            run.await();
            run.answer(ASK, Answer.YES, "me");
            run.await();
        }
        Run<Text> resumed = kept.resume(twice);
        resumed.await();
        resumed.answer(ASK, Answer.YES, "me");

        refuses(resumed, ASK, Answer.NO, "can't be answered by");
    }

    @Test
    void otherType_isRefused() throws InterruptedException {
        Run<Text> run = parked();

        refuses(run, ASK, "YES", "answer to [/ask] is a java.lang.String; expected a " + Answer.class.getName());
        assertThat(run.questions()).hasSize(1);
    }

    @Test
    void json_isAnAnswer() throws InterruptedException {
        Run<Text> run = parked();
        run.answerJson(ASK, "\"NO\"", "me");

        assertThat(run.await().result()).contains(new Text("it NO end"));
    }

    @Test
    void jsonOfAnotherType_isRefused() throws InterruptedException {
        Run<Text> run = parked();

        for (String json : List.of("\"MAYBE\"", "{}", "null", "", "\"YES\" \"NO\"")) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> run.answerJson(ASK, json, "me"))
                    .withMessageStartingWith("answer to [/ask] is not a Answer: ");
        }
        assertThat(run.questions()).hasSize(1);
    }

    @Test
    void unknownQuestion_isRefused_withWhatThereIs() throws InterruptedException {
        Run<Text> run = parked();

        refuses(
                run,
                NodePath.parse("/other"),
                Answer.YES,
                "run [run] has no question [/other]; expected one of [/ask]");
    }

    @Test
    void deadline_givesTheDefault() throws InterruptedException {
        Run<Text> run = kept.start(asked(ask().deadline(Duration.ofMillis(20), Answer.NO)), new Text("it"));

        assertThat(run.await().result()).contains(new Text("it NO end"));
        assertThat(kept.entries(JournalEntry.Answered.class))
                .extracting(JournalEntry.Answered::by)
                .containsExactly("deadline");
    }

    @Test
    void deadline_countsFromWhenItWasAskedFirst() throws InterruptedException {
        try (Run<Text> run = kept.start(asked(ask().deadline(LONG, Answer.NO)), new Text("it"))) {
            run.drain();
            assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        }
        Run<Text> resumed = kept.resume(asked(ask().deadline(Duration.ofNanos(1), Answer.NO)));

        assertThat(resumed.await().result()).contains(new Text("it NO end"));
    }

    @Test
    void answer_comesBeforeTheDeadline() throws InterruptedException {
        Run<Text> run = kept.start(asked(ask().deadline(LONG, Answer.NO)), new Text("it"));
        Await.until(() -> !run.questions().isEmpty());
        run.answer(ASK, Answer.YES, "me");

        assertThat(run.await().result()).contains(new Text("it YES end"));
    }

    @Test
    void question_survivesAResume() throws InterruptedException {
        List<Question> before;
        try (Run<Text> run = parked()) {
            before = run.questions();
        }
        Run<Text> resumed = kept.resume(asked(ask()));
        resumed.await();

        assertThat(resumed.questions()).isEqualTo(before);
        assertThat(kept.entries(JournalEntry.Asked.class)).hasSize(1);
        resumed.answer(ASK, Answer.YES, "me");
        assertThat(resumed.await().result()).contains(new Text("it YES end"));
    }

    @Test
    void cancelledQuestion_canNotBeAnswered() throws InterruptedException {
        Run<Text> run = parked();
        run.cancel(ASK, "no need");

        assertThat(run.await()).isInstanceOf(Outcome.Cancelled.class);
        refuses(run, ASK, Answer.YES, "question [/ask] was cancelled");
    }

    @Test
    void siblings_goOn_whileOneWaits() throws InterruptedException {
        Graph<Text, List<Branch<Text>>> graph = Graph.of(Text.class)
                .forEach(
                        "item",
                        text -> List.of("1", "2", "3"),
                        key -> key,
                        Graph.of(String.class)
                                .map(Text::new)
                                .when(text -> text.value().equals("1"), asked(ask()))
                                .then(append("x")))
                .settle();
        Run<List<Branch<Text>>> run = kept.start(graph, new Text("it"));

        assertThat(run.await()).isInstanceOf(Outcome.Parked.class);
        assertThat(run.questions()).hasSize(1);
        assertThat(kept.entries(JournalEntry.NodeCompleted.class))
                .extracting(entry -> entry.path().toString())
                .containsExactlyInAnyOrder("/item[2]/x", "/item[3]/x");
    }
}
