package dev.tandemwork.engine;

import static dev.tandemwork.engine.Samples.append;
import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Loop.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.engine.Samples.Answer;
import dev.tandemwork.engine.Samples.Count;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.Branch;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.Looped;
import dev.tandemwork.graph.NodePath;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DriftTest {
    private static final Graph<Text, Text> RIGHT =
            text().then(append("a")).then(append("b")).then(asked());

    private final Kept kept = new Kept();

    @AfterEach
    void close() {
        kept.close();
    }

    private static Graph<Text, Text> text() {
        return Graph.of(Text.class);
    }

    private static Ask<Text, Answer> question(String name) {
        return Graph.ask(name, Text.class, Answer.class);
    }

    private static Graph<Text, Text> asked() {
        return text().with(question("ask"), DriftTest::answered);
    }

    private static Text answered(Text text, Answer answer) {
        return new Text(text.value() + " " + answer);
    }

    private static Graph<Text, Text> items(String keys, Graph<Text, Text> branch) {
        return text().forEach("item", text -> texts(keys), Text::value, branch).settle(DriftTest::joined);
    }

    private static List<Text> texts(String keys) {
        return List.of(keys.split(" ")).stream().map(Text::new).toList();
    }

    private static Text joined(List<Branch<Text>> branches) {
        return new Text(branches.stream()
                .map(branch -> branch.result().map(Text::value).orElse("none"))
                .toList()
                .toString());
    }

    private static Graph<Text, Text> rounds(Graph<Text, Text> round) {
        return text().<Text, Text>loop(
                        "rounds",
                        atMost(3),
                        start -> start.then(append("x")).then(round),
                        text -> text.value().length() < 6 ? Loop.again(text) : Loop.done(text))
                .then(asked());
    }

    /** Parks a run of {@code right}, and has {@code wrong} refused; what there was must be there, and be enough, then. */
    private void refuses(Graph<Text, Text> right, Graph<Text, Text> wrong, String path, String message)
            throws InterruptedException {
        kept.park(right, new Text("go"));
        List<JournalEntry> before = kept.entries();

        try (Run<Text> run = kept.resume(wrong)) {
            Failure failure = Kept.failure(run.await());
            assertThat(failure.reason()).isEqualTo(Failure.Reason.DRIFT);
            assertThat(failure.path()).isEqualTo(path);
            assertThat(failure.message()).startsWith(path + ": expected ").contains(", found ", message);
        }
        assertThat(kept.entries()).isEqualTo(before);
        assertThat(kept.answer(right, "/ask", Answer.YES)).isInstanceOf(Outcome.Completed.class);
    }

    private void fits(Graph<Text, Text> right, Graph<Text, Text> renamed) throws InterruptedException {
        kept.park(right, new Text("go"));
        int nodes = kept.entries(JournalEntry.NodeCompleted.class).size();

        assertThat(kept.answer(renamed, "/ask", Answer.NO)).isInstanceOf(Outcome.Completed.class);
        assertThat(kept.entries(JournalEntry.NodeCompleted.class)).hasSize(nodes);
    }

    @Test
    void renamedNode_isRefused() throws InterruptedException {
        refuses(
                RIGHT,
                text().then(append("a")).then(append("c")).then(asked()),
                "/b",
                "expected one of [a, ask, c], found [b] in the journal");
    }

    @Test
    void insertedNode_isRefused() throws InterruptedException {
        refuses(
                RIGHT,
                text().then(append("a")).then(append("x")).then(append("b")).then(asked()),
                "/x",
                "found none, while [/b] after it is there");
    }

    @Test
    void insertedNode_isRefused_inAScopeBeforeWhatIsThere() throws InterruptedException {
        refuses(
                text().then(text().then(append("a")).as("part"))
                        .then(append("b"))
                        .then(asked()),
                text().then(text().then(append("a")).then(append("x")).as("part"))
                        .then(append("b"))
                        .then(asked()),
                "/part/x",
                "[/b]");
    }

    @Test
    void insertedBranches_areRefused() throws InterruptedException {
        refuses(
                RIGHT,
                text().then(append("a"))
                        .then(items("1 2", text().then(append("x"))))
                        .then(append("b"))
                        .then(asked()),
                "/item",
                "[/b]");
    }

    @Test
    void insertedNode_isRefused_atTheEndOfABranch() throws InterruptedException {
        refuses(
                items("1", text().then(append("x"))).then(append("b")).then(asked()),
                items("1", text().then(append("x")).then(append("y")))
                        .then(append("b"))
                        .then(asked()),
                "/item[1]/y",
                "[/b]");
    }

    @Test
    void insertedNode_isRefused_atTheEndOfARound() throws InterruptedException {
        refuses(rounds(text()), rounds(text().then(append("y"))), "/rounds#1/y", "[/rounds#2]");
    }

    @Test
    void insertedNode_isRefused_beforeOneThatIsRenamed() throws InterruptedException {
        refuses(
                RIGHT,
                text().then(append("a"))
                        .then(append("x"))
                        .then(append("c").formerly("b"))
                        .then(asked()),
                "/x",
                "[/b]");
    }

    @Test
    void reorderedNodes_areRefused() throws InterruptedException {
        refuses(RIGHT, text().then(append("b")).then(append("a")).then(asked()), "/b", "expected the input");
    }

    @Test
    void otherType_isRefused() throws InterruptedException {
        Graph<Text, Text> counted = text().then(node("a", Text.class, Count.class, text -> new Count(1)))
                .map(count -> new Text("go a"))
                .then(append("b"))
                .then(asked());

        refuses(RIGHT, counted, "/a", "to be of the type in the graph");
    }

    @Test
    void otherGlue_isRefused() throws InterruptedException {
        Graph<Text, Text> glued = text().then(append("a"))
                .map(text -> new Text("other"))
                .then(append("b"))
                .then(asked());

        refuses(RIGHT, glued, "/b", "found another one");
    }

    @Test
    void otherQuestion_isRefused() throws InterruptedException {
        Graph<Text, Text> other = text().then(append("a"))
                .then(append("b"))
                .map(text -> new Text("other"))
                .then(asked());

        refuses(RIGHT, other, "/ask", "expected the question");
    }

    @Test
    void otherItems_areRefused() throws InterruptedException {
        Graph<Text, Text> branch = text().then(append("x"));

        refuses(
                items("1 2", branch).then(asked()),
                items("1 3", branch).then(asked()),
                "/item",
                "expected the items [1, 2] that the journal has, found [1, 3]");
    }

    @Test
    void otherBranch_isRefused() throws InterruptedException {
        refuses(
                items("1 2", text().then(append("x"))).then(asked()),
                items("1 2", text().then(append("y"))).then(asked()),
                "/item[1]/x",
                "expected one of [y], found [x]");
    }

    @Test
    void renamedNode_fits_whenItSaysSo() throws InterruptedException {
        fits(RIGHT, text().then(append("a")).then(append("c").formerly("b")).then(asked()));
    }

    @Test
    void renamedScope_fits_whenItSaysSo() throws InterruptedException {
        Graph<Text, Text> part = text().then(append("a"));

        fits(
                text().then(part.as("part")).then(asked()),
                text().then(part.as("piece").formerly("part")).then(asked()));
    }

    private static Looped<Text, Text, Text> askedAgain(String name) {
        return text().loop(
                        name,
                        atMost(3),
                        start -> start.then(asked()),
                        text -> text.value().length() < 9 ? Loop.again(text) : Loop.done(text));
    }

    @Test
    void renamedLoop_fits_whenItSaysSo_inTheMiddleOfIt() throws InterruptedException {
        Graph<Text, Text> renamed = askedAgain("turns").formerly("rounds");
        kept.park(askedAgain("rounds"), new Text("go"));

        assertThat(kept.answer(renamed, "/rounds#1/ask", Answer.YES)).isInstanceOf(Outcome.Parked.class);
        assertThat(kept.answer(renamed, "/rounds#2/ask", Answer.YES).result()).contains(new Text("go YES YES"));
    }

    @Test
    void renamedLoop_isRefused_whenItDoesNotSaySo() throws InterruptedException {
        kept.park(askedAgain("rounds"), new Text("go"));

        try (Run<Text> run = kept.resume(askedAgain("turns"))) {
            assertThat(Kept.failure(run.await()).reason()).isEqualTo(Failure.Reason.DRIFT);
        }
    }

    @Test
    void renamedBranches_fit_whenTheySaySo() throws InterruptedException {
        fits(
                items("1 2", text().then(append("x"))).then(asked()),
                text().forEach("thing", text -> texts("1 2"), Text::value, text().then(append("x")))
                        .settle(DriftTest::joined)
                        .formerly("item")
                        .then(asked()));
    }

    @Test
    void renamedArms_fit_whenTheySaySo() throws InterruptedException {
        fits(split("pair").then(asked()), split("couple", "pair").then(asked()));
    }

    private static Graph<Text, Text> split(String name, String... formerly) {
        return text().both(name, append("a"), append("b"))
                .formerly(formerly)
                .map(both -> new Text(both.first().value() + both.second().value()));
    }

    @Test
    void renamedQuestion_fits_whenItSaysSo() throws InterruptedException {
        fits(
                RIGHT,
                text().then(append("a"))
                        .then(append("b"))
                        .with(question("other").formerly("ask"), DriftTest::answered));
    }

    @Test
    void renamedQuestion_fits_whenItIsAnswered() throws InterruptedException {
        Graph<Text, Text> right =
                text().with(question("first"), DriftTest::answered).then(asked());
        Graph<Text, Text> renamed = text().with(question("other").formerly("first"), DriftTest::answered)
                .then(asked());
        try (Run<Text> run = kept.start(right, new Text("go"))) {
            run.await();
            run.answer(NodePath.parse("/first"), Answer.YES, "me");
            run.await();
        }

        assertThat(kept.answer(renamed, "/ask", Answer.NO).result()).contains(new Text("go YES NO"));
    }
}
