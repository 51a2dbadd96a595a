package dev.tandemwork.cli.live;

import dev.tandemwork.delivery.Approval;
import dev.tandemwork.delivery.Guidance;
import dev.tandemwork.delivery.Proposal;
import dev.tandemwork.delivery.Turn;
import dev.tandemwork.delivery.Verdict;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.review.Finding;
import java.time.Instant;

/** Puts what the journal says of a task on its card. */
final class CardEntry {
    private final Card card;
    private final Instant at;

    private CardEntry(Card card, Instant at) {
        this.card = card;
        this.at = at;
    }

    static void apply(Card card, JournalEntry entry) {
        new CardEntry(card, entry.at()).apply(entry);
    }

    private void apply(JournalEntry entry) {
        if (entry instanceof JournalEntry.NodeCompleted done) {
            completed(done);
        } else if (entry instanceof JournalEntry.AttemptFailed failed) {
            card.spent(failed.path(), failed.usage().cost());
            card.say(failed.failure().message());
        } else if (entry instanceof JournalEntry.NodeFailed failed) {
            card.spent(failed.path(), failed.usage().cost());
            card.say(failed.failure().message());
            card.move(Phase.FAILED, at);
        } else if (entry instanceof JournalEntry.Asked asked) {
            card.ask(asked.path(), asked.prompt(), at);
        } else if (entry instanceof JournalEntry.Answered answered) {
            card.answered(answered.path());
            answered(answered.path(), answered.answer());
        } else if (entry instanceof JournalEntry.Cancelled cancelled) {
            card.say("cancelled: " + cancelled.reason());
            card.move(Phase.CANCELLED, at);
        }
    }

    private void completed(JournalEntry.NodeCompleted done) {
        card.spent(done.path(), done.usage().cost());
        switch (done.path().name()) {
            case "develop" -> {
                card.attempt(done.path(), at.minus(done.took()));
                card.move(Phase.REVIEWS, at);
            }
            case "propose" -> proposed(done.result().as(Proposal.class));
            case "publish" -> verdict(done.result().as(Verdict.class));
            case "land" -> turn(done.result().as(Turn.class));
            default -> card.move(Phase.ofNode(done.path().name()), at);
        }
    }

    private void proposed(Proposal proposal) {
        proposal.change().pullRequest().ifPresent(ref -> card.propose(ref.toString()));
    }

    private void verdict(Verdict verdict) {
        card.move(verdict.fold(a -> Phase.LANDS, r -> Phase.DEVELOPS, u -> Phase.REVIEWS), at);
        card.say(verdict.fold(
                approved -> "approved by " + String.join(", ", approved.by()),
                refused -> "sent back: " + titles(refused),
                undecided -> "no verdict: " + String.join("; ", undecided.reasons())));
    }

    private static String titles(Verdict.Refused refused) {
        return String.join("; ", refused.findings().stream().map(Finding::title).toList());
    }

    private void turn(Turn turn) {
        if (turn instanceof Turn.Landed landed) {
            card.say("landed as " + landed.commit().abbreviated());
            card.land(landed.commit().hex(), at);
        } else if (turn instanceof Turn.Again again) {
            card.say("sent back: "
                    + again.attempt().feedback().map(why -> why.summary()).orElse("a conflict"));
            card.move(Phase.DEVELOPS, at);
        } else if (turn instanceof Turn.Stuck stuck) {
            card.say(stuck.reason());
        }
    }

    private void answered(NodePath path, Payload answer) {
        if (path.name().equals("stuck") && answer.as(Guidance.class) instanceof Guidance.GiveUp given) {
            card.say("given up: " + given.reason());
            card.move(Phase.FAILED, at);
        } else if (path.name().equals("approve") && answer.as(Approval.class) == Approval.REFUSE) {
            card.say("given up: a person refused to land it");
            card.move(Phase.FAILED, at);
        } else {
            card.move(Phase.QUEUED, at);
        }
    }
}
