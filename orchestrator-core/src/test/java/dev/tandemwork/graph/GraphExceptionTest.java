package dev.tandemwork.graph;

import static dev.tandemwork.graph.Graph.ask;
import static dev.tandemwork.graph.Graph.fail;
import static dev.tandemwork.graph.Graph.node;
import static dev.tandemwork.graph.Graph.on;
import static dev.tandemwork.graph.Loop.atMost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.budget.Money;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no graph is refused where it is composed, by the name of the step, what was found, and the remedy. */
final class GraphExceptionTest {
    record Text(String value) {}

    record Odd(Thread thread) {}

    sealed interface Verdict {}

    sealed interface No extends Verdict {}

    record Yes() implements Verdict {}

    record Late() implements No {}

    record Wrong() implements No {}

    static sealed class Base permits Derived {}

    static final class Derived extends Base {}

    private final Graph<Text, Text> begin = Graph.of(Text.class);

    private static Node<Text, Text> step(String name) {
        return node(name, Text.class, Text.class, text -> text);
    }

    private static Node<Text, Verdict> judge() {
        return node("judge", Text.class, Verdict.class, text -> new Yes());
    }

    private static <T> Graph<T, Text> end(Class<T> type) {
        return Graph.of(type).map(value -> new Text(""));
    }

    private static void assertRefused(ThrowingCallable code, String step, String... words) {
        GraphException refused = catchThrowableOfType(GraphException.class, code);
        assertThat(refused).as("not refused").isNotNull();
        assertThat(refused.step()).isEqualTo(step);
        assertThat(refused).hasMessageStartingWith("step [" + step + "] ").hasMessageContainingAll(words);
    }

    @Test
    void route_needsAWay_forEveryCase() {
        assertRefused(
                () -> begin.then(judge()).route(Verdict.class, on(Yes.class, end(Yes.class))),
                "Verdict",
                "without a way for [Late]",
                "add on(Late.class, ...)");
    }

    @Test
    void route_needsAWay_forEveryNestedCase() {
        assertRefused(
                () -> begin.then(judge())
                        .route(Verdict.class, on(Yes.class, end(Yes.class)), on(Late.class, end(Late.class))),
                "Verdict",
                "without a way for [Wrong]");
    }

    @Test
    void route_takesOneWay_forANestedSealedType() {
        assertThat(begin.then(judge())
                        .route(Verdict.class, on(Yes.class, end(Yes.class)), on(No.class, end(No.class)))
                        .steps())
                .hasSize(2);
    }

    @Test
    void route_needsASealedType() {
        assertRefused(() -> begin.route(Text.class, on(Text.class, end(Text.class))), "Text", "not sealed", "make it");
    }

    @Test
    void route_needsAWay_forASealedClassItself() {
        Graph<Base, Base> base = Graph.of(Base.class);

        assertRefused(() -> base.route(Base.class, on(Derived.class, end(Derived.class))), "Base", "[Base]");
    }

    @Test
    void arm_isUnreachable_afterAWiderOne() {
        assertRefused(
                () -> begin.then(judge())
                        .route(
                                Verdict.class,
                                on(No.class, end(No.class)),
                                on(Late.class, end(Late.class)),
                                on(Yes.class, end(Yes.class))),
                "Late",
                "can't be reached",
                "[No]",
                "put the narrower type first");
    }

    @Test
    void arm_isUnreachable_afterAllOfItsCases() {
        assertRefused(
                () -> begin.then(judge())
                        .route(
                                Verdict.class,
                                on(Late.class, end(Late.class)),
                                on(Wrong.class, end(Wrong.class)),
                                on(No.class, end(No.class)),
                                on(Yes.class, end(Yes.class))),
                "No",
                "can't be reached",
                "[Late, Wrong]");
    }

    @Test
    void step_isUnreachable_afterAStop() {
        assertRefused(
                () -> begin.<Text>then(fail("stop", text -> "no")).then(step("next")),
                "next",
                "always fails",
                "remove it");
    }

    @Test
    void step_isUnreachable_afterAScopeThatFails() {
        Graph<Text, Text> failing = begin.then(fail("stop", text -> "no"));

        assertRefused(() -> begin.then(failing.as("part")).then(step("next")), "next", "always fails");
    }

    @Test
    void step_isUnreachable_afterArmsThatAllFail() {
        assertRefused(
                () -> begin.then(judge())
                        .<Text>route(Verdict.class, on(Verdict.class, fail("stop", verdict -> "no")))
                        .then(step("next")),
                "next",
                "always fails");
    }

    @Test
    void step_isUnreachable_afterPartsOfWhichOneFails() {
        assertRefused(
                () -> begin.both("pair", step("a"), fail("stop", text -> "no"))
                        .map(pair -> pair.first())
                        .then(step("next")),
                "map",
                "always fails");
    }

    @Test
    void loop_isRefused_whenItsRoundsAlwaysFail() {
        assertRefused(
                () -> begin.<Text, Text>loop("rounds", atMost(3), r -> r.then(fail("no", t -> "no")), Loop::done),
                "rounds",
                "always fail");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE})
    void loop_needsABound(int rounds) {
        assertRefused(
                () -> begin.<Text, Text>loop("rounds", atMost(rounds), round -> round, Loop::done),
                "rounds",
                "at most " + rounds + " rounds",
                "1 to 1000000");
    }

    @Test
    void name_isTaken_inTheSameSequence() {
        assertRefused(() -> begin.then(step("a")).then(step("b")).then(step("a")), "a", "twice", "rename one");
    }

    @Test
    void name_isTaken_byADetour() {
        Graph<Text, Text> detour = begin.then(step("a"));

        assertRefused(() -> begin.then(step("a")).when(text -> true, detour), "a", "twice");
    }

    @Test
    void name_isTaken_byACombinedStep() {
        assertRefused(() -> begin.then(step("a")).with(step("a"), (one, other) -> one), "a", "twice");
    }

    @Test
    void name_isTaken_inAnotherArm() {
        Graph<Yes, Text> yes = end(Yes.class).then(step("same"));
        Graph<No, Text> no = end(No.class).then(step("same"));

        assertRefused(
                () -> begin.then(judge()).route(Verdict.class, on(Yes.class, yes), on(No.class, no)), "same", "twice");
    }

    @Test
    void name_isTaken_byAnArm() {
        Graph<Verdict, Text> way = end(Verdict.class).then(step("judge"));

        assertRefused(() -> begin.then(judge()).route(Verdict.class, on(Verdict.class, way)), "judge", "twice");
    }

    @Test
    void name_isTaken_byAWayOut() {
        assertRefused(
                () -> begin.then(step("a"))
                        .<Text, Text>loop("rounds", atMost(2), round -> round, Loop::done)
                        .onExhausted(step("a")),
                "a",
                "twice");
    }

    @Test
    void name_isTaken_byALoopOrBranches() {
        assertRefused(() -> begin.then(step("a")).both("a", step("b"), step("c")), "a", "twice");
        assertRefused(
                () -> begin.then(step("a")).<Text, Text>loop("a", atMost(2), round -> round, Loop::done), "a", "twice");
        assertRefused(
                () -> begin.then(step("a"))
                        .forEach("a", List::of, Text::value, step("b"))
                        .settle(),
                "a",
                "twice");
        assertRefused(() -> begin.all("lots", List.of(step("a"), step("a"))), "a", "twice");
    }

    @Test
    void name_isFree_inAnotherScope() {
        assertThat(begin.then(step("a"))
                        .then(begin.then(step("a")).as("part"))
                        .both("pair", step("a"), step("a"))
                        .steps())
                .hasSize(3);
    }

    @Test
    void formerName_isTaken_byAnotherStep() {
        assertRefused(
                () -> begin.then(step("a")).then(step("b").formerly("a")), "b", "formerly [a]", "give that one a new");
        assertRefused(() -> begin.then(step("b").formerly("a")).then(step("a")), "a", "former");
        assertRefused(() -> step("a").formerly("a"), "a", "is formerly [a]");
        assertRefused(() -> step("a").formerly("no name"), "no name", "can't be part of a path");
    }

    @Test
    void formerName_isRefused_whereNothingHasOne() {
        assertRefused(() -> begin.then(step("a")).formerly("b"), "a", "is before formerly(...)", "call it on what has");
        assertRefused(() -> begin.formerly("b"), "map", "is before formerly(...)");
        assertRefused(
                () -> begin.then(step("a")).both("pair", step("b"), step("c")).formerly("a"), "pair", "formerly [a]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a[b]", "a#1", "-a", "..", "ü"})
    void name_isRefused_whenItCanNotBePartOfAPath(String name) {
        assertRefused(() -> step(name), name, "can't be part of a path", "expected letters");
        assertRefused(() -> ask(name, Text.class, Text.class), name, "expected letters");
        assertRefused(() -> fail(name, text -> ""), name, "expected letters");
        assertRefused(() -> begin.as(name), name, "expected letters");
        assertRefused(() -> begin.both(name, step("a"), step("b")), name, "expected letters");
        assertRefused(() -> begin.forEach(name, List::of, Text::value, step("a")), name, "expected letters");
    }

    @Test
    void type_isRefused_whenItCanNotBeStored() {
        assertRefused(() -> node("odd", Odd.class, Text.class, odd -> new Text("")), "odd", "journal", "Thread");
        assertRefused(() -> node("odd", Text.class, Object.class, text -> text), "odd", "Object");
        assertRefused(() -> ask("odd", Text.class, Odd.class), "odd", "Thread");
    }

    @Test
    void parts_areNeeded() {
        assertRefused(() -> begin.all("none", List.<Node<Text, Text>>of()), "none", "has no arms", "one at least");
        assertRefused(() -> begin.race("none", List.<Node<Text, Text>>of()), "none", "has no arms");
    }

    @Test
    void firstOf_needsOneAtLeast() {
        assertRefused(
                () -> begin.forEach("each", List::of, Text::value, step("a")).firstOf(0),
                "each",
                "the first 0 branches",
                "1 or more");
    }

    @Test
    void time_isRefused_whenThereIsNone() {
        assertRefused(() -> step("a").timeout(Duration.ZERO), "a", "PT0S", "more than nothing");
        assertRefused(() -> step("a").idleTimeout(Duration.ofSeconds(-1)), "a", "PT-1S");
        assertRefused(() -> step("a").grace(Duration.ZERO), "a", "PT0S");
        assertRefused(() -> step("a").cache(Text::value, Duration.ZERO), "a", "PT0S");
        assertRefused(() -> ask("a", Text.class, Text.class).deadline(Duration.ZERO, new Text("")), "a", "PT0S");
    }

    @Test
    void idleTimeout_isRefused_beyondTheTimeout() {
        Node<Text, Text> limited = step("a").timeout(Duration.ofMinutes(1));

        assertRefused(() -> limited.idleTimeout(Duration.ofMinutes(2)), "a", "PT2M", "PT1M", "make it shorter");
        assertRefused(
                () -> step("a").idleTimeout(Duration.ofMinutes(2)).timeout(Duration.ofMinutes(1)), "a", "PT2M", "PT1M");
    }

    @Test
    void budget_isRefused_whenItIsNothing() {
        assertRefused(() -> step("a").budget(Money.ZERO), "a", "budget of nothing");
        assertRefused(() -> begin.as("part").budget(Money.ZERO), "part", "budget of nothing");
    }

    @Test
    void pool_needsAName() {
        assertRefused(() -> step("a").slots(" "), "a", "pool [ ]");
    }

    @Test
    void formerly_keepsWhatAQuestionSays() {
        Ask<Text, Text> question = ask("a", Text.class, Text.class)
                .prompt(Text::value)
                .deadline(Duration.ofHours(1), new Text("no"))
                .formerly("b");

        assertThat(question.formerNames()).containsExactly("b");
        assertThat(question.promptFor(new Text("really?"))).isEqualTo("really?");
        assertThat(question.deadline()).isPresent();
    }
}
