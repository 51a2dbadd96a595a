package dev.tandemwork.graph;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javac says of graphs that do not fit together: at the right line, with both types, in a few lines. */
final class MiswiringTest {
    private @TempDir Path folder;

    private Snippet snippet(String code) {
        return Snippet.compiled(folder, code);
    }

    @Test
    void review_isNotReached_beforeAChange() {
        snippet("""
                        Graph<Attempt, Verdict> graph = Graph.of(Attempt.class)
                                .then(review) //!
                                .map(verdict -> verdict);
                        """).isRefused(3, "Attempt", "Node<Change,Verdict>");
    }

    @Test
    void change_isNotLanded_unapproved() {
        snippet("""
                        Graph<Attempt, Landed> graph = Graph.of(Attempt.class)
                                .then(develop)
                                .then(land); //!
                        """).isRefused(3, "Graph<? super Change,", "Node<Approved,Landed>");
    }

    @Test
    void verdict_isNotLanded_withoutLookingAtIt() {
        snippet("""
                        Graph<Attempt, Landed> graph = Graph.of(Attempt.class)
                                .then(develop)
                                .then(review)
                                .then(land); //!
                        """).isRefused(3, "Graph<? super Verdict,", "Node<Approved,Landed>");
    }

    @Test
    void join_isRefused_forBranchesOfAnotherType() {
        snippet("""
                        Graph<Plan, Report> graph = Graph.of(Plan.class)
                                .forEach("task", Plan::tasks, Task::id, Graph.of(Task.class).map(Attempt::first).then(develop))
                                .settle(Report::of); //!
                        """).isRefused(3, "List<Branch<Change>>", "List<Branch<Landed>>");
    }

    @Test
    void joined_isRefused_asAnotherType() {
        snippet("""
                        Graph<Plan, List<Landed>> graph = Graph.of(Plan.class)
                                .forEach("task", Plan::tasks, Task::id, Graph.of(Task.class).map(Attempt::first).then(develop))
                                .joinAll(); //!
                        """).isRefused(3, "Graph<Plan,List<Change>>", "Graph<Plan,List<Landed>>");
    }

    @Test
    void fold_isRefused_forAnotherSeed() {
        snippet("""
                        Graph<Plan, Report> graph = Graph.of(Plan.class)
                                .forEach("task", Plan::tasks, Task::id, Graph.of(Task.class).map(Attempt::first).then(develop))
                                .fold(new Report(0), (report, branch) -> branch.result().orElseThrow()); //!
                        """).isRefused(4, "Report", "Change");
    }

    @Test
    void branch_isRefused_forItemsOfAnotherType() {
        snippet("""
                        Graph<Plan, List<Change>> graph = Graph.of(Plan.class)
                                .forEach("task", Plan::tasks, Task::id, develop) //!
                                .joinAll();
                        """).isRefused(3, "Task::id", "Node<Attempt,Change>");
    }

    @Test
    void loop_hasTheResultOfItsDecision() {
        snippet("""
                        Graph<Attempt, Landed> graph = Graph.of(Attempt.class)
                                .loop("rounds", atMost(3), round -> round.then(develop).then(review),
                                        verdict -> verdict.fold(Loop::done, refused -> Loop.again(refused.nextAttempt())))
                                .then(tag); //!
                        """).isRefused(3, "Approved", "Node<Landed,Landed>");
    }

    @Test
    void loop_beginsAgain_withWhatItBeganWith() {
        snippet("""
                        Graph<Attempt, Landed> graph = Graph.of(Attempt.class)
                                .loop("rounds", atMost(3), round -> round.then(develop).then(review), //!
                                        verdict -> verdict.fold(Loop::done, refused -> Loop.again(refused.change())))
                                .then(land);
                        """).isRefused(3, "Attempt", "Change");
    }

    @Test
    void round_isRefused_forAnotherBeginning() {
        snippet("""
                        Graph<Attempt, Landed> graph = Graph.of(Attempt.class)
                                .loop("rounds", atMost(3), round -> round.then(review), //!
                                        verdict -> verdict.fold(Loop::done, refused -> Loop.again(refused.nextAttempt())))
                                .then(land);
                        """).isRefused(3, "Graph<? super Attempt,", "Node<Change,Verdict>");
    }

    @Test
    void onExhausted_isRefused_withAnotherResult() {
        snippet("""
                        Graph<Attempt, Approved> graph = Graph.of(Attempt.class)
                                .loop("rounds", atMost(3), round -> round.then(develop).then(review),
                                        verdict -> verdict.fold(Loop::done, refused -> Loop.again(refused.nextAttempt())))
                                .onExhausted(develop); //!
                        """).isRefused(3, "Node<Attempt,Change>", "? extends Approved");
    }

    @Test
    void onExhausted_isRefused_withoutALoop() {
        snippet("""
                        Graph<Attempt, Change> graph = Graph.of(Attempt.class)
                                .then(develop)
                                .onExhausted(develop); //!
                        """).isRefused(3, "onExhausted", "Graph<Attempt,Change>");
    }

    @Test
    void arm_isRefused_forAForeignType() {
        snippet("""
                        Graph<Change, Landed> graph = Graph.of(Change.class)
                                .then(review)
                                .route(Verdict.class, on(Approved.class, land), on(Change.class, fail("no", change -> "no"))); //!
                        """).isRefused(3, "Arm<? extends Verdict,", "Arm<Change,");
    }

    @Test
    void arm_isRefused_whenItsWayTakesAnotherCase() {
        snippet("""
                        Graph<Change, Landed> graph = Graph.of(Change.class)
                                .then(review)
                                .route(Verdict.class, on(Approved.class, land), on(Refused.class, land)); //!
                        """).isRefused(3, "Class<Refused>", "Node<Approved,Landed>");
    }

    @Test
    void arms_areRefused_whenTheyEndWithDifferentTypes() {
        snippet("""
                        Graph<Change, Landed> graph = Graph.of(Change.class)
                                .then(review)
                                .route(Verdict.class, on(Approved.class, land), on(Refused.class, stop)); //!
                        """).isRefused(3, "Landed", "GaveUp");
    }

    @Test
    void route_isRefused_overAnotherType() {
        snippet("""
                        Graph<Change, Landed> graph = Graph.of(Change.class)
                                .route(Verdict.class, on(Approved.class, land), on(Refused.class, giveUp)); //!
                        """).isRefused(3, "Class<Verdict>", "Class<Change>");
    }

    @Test
    void detour_isRefused_whenItLeadsElsewhere() {
        snippet("""
                        Graph<Approved, Approved> graph = Graph.of(Approved.class)
                                .when(Approved::risky, land); //!
                        """).isRefused(3, "Node<Approved,Landed>", "? extends Approved");
    }

    @Test
    void test_isRefused_ofAnotherType() {
        snippet("""
                        Graph<Change, Change> graph = Graph.of(Change.class)
                                .when(Approved::risky, Graph.of(Change.class)); //!
                        """).isRefused(4, "Approved", "Change");
    }

    @Test
    void mutex_isRefused_byAKeyOfAnotherType() {
        snippet("""
                        Node<Attempt, Change> node = develop
                                .mutex(Approved::baseBranch); //!
                        """).isRefused(4, "Approved", "Attempt");
    }

    @Test
    void combine_isRefused_whenItTakesOneTypeForAnother() {
        snippet("""
                        Graph<Change, Landed> graph = Graph.of(Change.class)
                                .with(review, (change, verdict) -> new Landed(verdict.baseBranch())); //!
                        """).isRefused(3, "baseBranch()", "Verdict");
    }

    @Test
    void combined_isRefused_asAnotherType() {
        snippet("""
                        Graph<Change, Landed> graph = Graph.of(Change.class)
                                .with(review, (change, verdict) -> change)
                                .then(tag); //!
                        """).isRefused(3, "Change", "Node<Landed,Landed>");
    }

    @Test
    void body_isRefused_whenItReturnsAnotherType() {
        snippet("""
                        Node<Attempt, Change> node = node("develop", Attempt.class, Change.class, attempt -> new Landed("")); //!
                        """).isRefused(3, "Change", "Landed");
    }

    @Test
    void onFailure_isRefused_forAnotherInput() {
        snippet("""
                        Node<Attempt, Change> node = develop
                                .onFailure(land); //!
                        """).isRefused(3, "Node<Approved,Landed>", "Recovery<Attempt>");
    }

    @Test
    void both_isRefused_whenOneTakesAnotherType() {
        snippet("""
                        Graph<Attempt, Both<Change, Landed>> graph = Graph.of(Attempt.class)
                                .both("pair", develop, land); //!
                        """).isRefused(3, "Attempt", "Node<Approved,Landed>");
    }

    @Test
    void all_isRefused_whenOneTakesAnotherType() {
        snippet("""
                        Graph<Attempt, List<Change>> graph = Graph.of(Attempt.class)
                                .all("pair", List.of(develop, land)); //!
                        """).isRefused(6, "Attempt", "Node<Approved,Landed>");
    }

    @Test
    void answer_isRefused_ofAnotherType() {
        snippet("""
                        Graph<Approved, Landed> graph = Graph.of(Approved.class)
                                .then(ask("approve", Approved.class, Approved.class)); //!
                        """).isRefused(3, "Approved", "Landed");
    }
}
