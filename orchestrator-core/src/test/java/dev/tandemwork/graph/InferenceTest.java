package dev.tandemwork.graph;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javac takes without a type being spelled out. */
final class InferenceTest {
    private @TempDir Path folder;

    private Snippet snippet(String code) {
        return Snippet.compiled(folder, code);
    }

    @Test
    void deliveryGraph_infersEveryType() {
        snippet("""
                        static Graph<Task, Landed> deliver = Graph.of(Task.class)
                                .map(Attempt::first)
                                .loop("rounds", atMost(3),
                                        round -> round
                                                .then(develop.timeout(Duration.ofHours(1)).retry(Retry.transientFailures(3)).slots("workers"))
                                                .then(review),
                                        verdict -> verdict.fold(Loop::done, refused -> Loop.again(refused.nextAttempt())))
                                .onExhausted(ask("stuck", Attempt.class, Approved.class))
                                .when(Approved::risky, ask("approve", Approved.class, Approved.class))
                                .then(land.mutex(Approved::baseBranch));
                        static Graph<Plan, Report> build = Graph.of(Plan.class)
                                .forEach("task", Plan::tasks, Task::id, deliver)
                                .dependsOn(Task::dependsOn)
                                .settle(Report::of);
                        """).isTaken();
    }

    @Test
    void var_infersEveryType() {
        snippet("""
                        static Graph<Task, Landed> graph() {
                            var graph = Graph.of(Task.class)
                                    .map(Attempt::first)
                                    .loop("rounds", atMost(3), round -> round.then(develop).then(review),
                                            verdict -> verdict.fold(Loop::done, refused -> Loop.again(refused.nextAttempt())))
                                    .when(Approved::risky, ask("approve", Approved.class, Approved.class))
                                    .then(land);
                            return graph;
                        }
                        """).isTaken();
    }

    @Test
    void decision_mayBeATernaryABlockOrAMethod() {
        snippet("""
                        Graph<Attempt, Integer> ternary = Graph.of(Attempt.class)
                                .map(Attempt::round)
                                .loop("n", atMost(9), round -> round.map(n -> n + 1), n -> n > 5 ? Loop.done(n) : Loop.again(n));
                        Graph<Attempt, String> block = Graph.of(Attempt.class)
                                .map(Attempt::round)
                                .loop("n", n -> n + 2, round -> round.map(n -> n + 1), n -> {
                                    if (n > 5) {
                                        return Loop.done("end");
                                    }
                                    return Loop.again(n);
                                })
                                .map(text -> text.trim());
                        static Loop<Attempt, Approved> decide(Verdict verdict) {
                            return verdict.fold(Loop::done, refused -> Loop.again(refused.nextAttempt()));
                        }
                        static Graph<Attempt, Verdict> round(Graph<Attempt, Attempt> begin) {
                            return begin.then(develop).then(review);
                        }
                        Graph<Attempt, Landed> methods = Graph.of(Attempt.class)
                                .loop("rounds", atMost(3), Snippet::round, Snippet::decide)
                                .then(land);
                        """).isTaken();
    }

    @Test
    void arms_needNoTypes() {
        snippet("""
                        Graph<Change, Landed> same = Graph.of(Change.class)
                                .then(review)
                                .route(Verdict.class, on(Approved.class, land), on(Refused.class, giveUp))
                                .then(tag);
                        Graph<Change, Landed> failing = Graph.of(Change.class)
                                .then(review)
                                .route(Verdict.class, on(Refused.class, fail("no", no -> "no " + no.change())), on(Approved.class, land))
                                .then(tag);
                        Graph<Change, String> common = Graph.of(Change.class)
                                .then(review)
                                .route(Verdict.class, on(Approved.class, land), on(Refused.class, stop))
                                .map(record -> record.toString());
                        """).isTaken();
    }

    @Test
    void longChain_infersEveryType() {
        snippet("""
                        static <T> Node<T, T> same(String name, Class<T> type) {
                            return node(name, type, type, value -> value);
                        }
                        Graph<Attempt, String> chain = Graph.of(Attempt.class)
                                .with(same("z", Attempt.class), (before, after) -> after)
                                .then(develop.formerly("make"))
                                .then(same("a", Change.class))
                                .map(change -> change.attempt())
                                .with(node("again", Attempt.class, Change.class, Change::new), (attempt, change) -> change)
                                .when(change -> change.attempt().round() > 1, same("b", Change.class))
                                .then(review)
                                .route(Verdict.class, on(Approved.class, land), on(Refused.class, giveUp))
                                .then(tag)
                                .map(Landed::commit)
                                .map(String::length)
                                .then(same("c", Integer.class))
                                .map(n -> n * 2)
                                .both("pair", same("d", Integer.class), same("e", Integer.class))
                                .map(pair -> pair.first() + pair.second())
                                .all("lots", List.of(same("f", Integer.class), same("g", Integer.class)))
                                .map(list -> list.get(0) + 1)
                                .race("first", List.of(same("h", Integer.class), same("i", Integer.class)))
                                .as("part").budget(Money.usd(1))
                                .map(n -> "n" + n);
                        """).isTaken();
    }

    @Test
    void recovery_isTyped() {
        snippet("""
                        Node<Attempt, Change> recovering = develop
                                .onFailure(Graph.of(new TypeRef<Recovery<Attempt>>() {}).map(lost -> new Change(lost.input())));
                        Node<Attempt, Change> failing = develop
                                .onFailure(fail("gone", lost -> lost.failure().message()));
                        """).isTaken();
    }

    @Test
    void bodies_mayUseTheirContext() {
        snippet("""
                        Node<Change, Change> plain = node("plain", Change.class, Change.class, (change, context) -> {
                            context.log("line");
                            return change;
                        });
                        Node<Change, Change> steps = script("steps", Change.class, Change.class,
                                (change, context) -> context.step("one", Change.class, () -> change));
                        Node<List<Change>, Change> generic = node("generic", new TypeRef<List<Change>>() {}, new TypeRef<Change>() {},
                                changes -> changes.get(0));
                        """).isTaken();
    }

    @Test
    void supertypes_areTaken() {
        snippet("""
                        static Node<Verdict, Landed> either = node("either", Verdict.class, Landed.class, verdict -> new Landed(""));
                        Graph<Approved, Landed> wider = Graph.of(Approved.class).then(either);
                        Graph<Change, Landed> arm = Graph.of(Change.class)
                                .then(review)
                                .route(Verdict.class, on(Approved.class, either), on(Refused.class, giveUp));
                        Graph<Change, Verdict> race = Graph.of(Change.class)
                                .race("judges", List.of(review, node("other", Change.class, Approved.class, Approved::new)));
                        """).isTaken();
    }
}
