package dev.tandemwork.delivery;

import dev.tandemwork.graph.Loop;
import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.Severity;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.WorkerFailure;
import java.util.List;
import java.util.Optional;

/** What follows from what in a delivery: the functions between its nodes. */
final class Decisions {
    private static final int MOST_GUIDED_TRIES = 10;

    private Decisions() {}

    static int mostTurns(Attempt attempt) {
        return 1 + attempt.task().limits().conflictRounds() + MOST_GUIDED_TRIES;
    }

    static Loop<Attempt, Turn> next(Turn turn) {
        return turn instanceof Turn.Again again ? Loop.again(again.attempt()) : Loop.done(turn);
    }

    static Loop<Attempt, Turn> judge(Verdict verdict) {
        return verdict.fold(
                approved -> Loop.done(new Turn.Ready(approved)),
                refused -> Loop.again(refused.submission().next(Feedback.review(refused.findings()))),
                undecided -> Loop.done(stuck(undecided)));
    }

    private static Turn stuck(Verdict.Undecided undecided) {
        String reason = String.join("; ", undecided.reasons());
        Submission submission = undecided.submission();
        return new Turn.Stuck(submission.next(byPerson(reason)), reason, submission.change());
    }

    static Turn exhausted(Attempt attempt) {
        String findings = attempt.feedback().map(Feedback::summary).orElse("");
        return new Turn.Stuck(
                attempt,
                Sentence.join(
                        "its review was not satisfied in "
                                + attempt.task().limits().rounds() + " rounds",
                        findings),
                attempt.previous().flatMap(Attempt.Previous::change));
    }

    static Verdict nothingDone(Submission.Unchanged submission) {
        Finding nothing = Finding.of(
                "tandemwork",
                Severity.HIGH,
                "empty",
                new Anchor.WholeChange(),
                "nothing was changed",
                "The branch is where it was; expected commits that do what the task asks for.");
        return new Verdict.Refused(submission, List.of(nothing));
    }

    static Verdict blocked(Submission.Blocked submission) {
        WorkerFailure failure = submission.failure();
        return new Verdict.Undecided(
                submission, List.of("its worker failed, " + failure.kind() + ": " + failure.message()));
    }

    static Turn decide(Turn.Ready ready, Approval approval) {
        return approval == Approval.LAND ? ready : new Turn.GivenUp(taskOf(ready), "a person refused to land it");
    }

    static Turn follow(Turn.Stuck stuck, Guidance guidance) {
        if (guidance instanceof Guidance.TryAgain again) {
            Attempt attempt = stuck.attempt();
            return new Turn.Again(new Attempt(
                    attempt.task(), attempt.number(), attempt.previous(), Optional.of(byPerson(again.advice()))));
        }
        return new Turn.GivenUp(stuck.task(), ((Guidance.GiveUp) guidance).reason());
    }

    private static Feedback byPerson(String advice) {
        return new Feedback(Feedback.Kind.HUMAN, advice, List.of(), List.of());
    }

    static String taskOf(Turn.Ready ready) {
        return ready.verdict().submission().attempt().task().id();
    }

    static String describe(Turn turn) {
        return turn instanceof Turn.GivenUp given
                ? "task [" + given.task() + "] was given up: " + given.reason()
                : "task can't end with " + turn;
    }
}
