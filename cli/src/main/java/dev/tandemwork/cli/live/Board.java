package dev.tandemwork.cli.live;

import dev.tandemwork.CodecException;
import dev.tandemwork.budget.Money;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.task.Plan;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps how the tasks of one run stand, by what happens in it. Safe for use by many threads. */
public final class Board implements Consumer<RunEvent> {
    private final String run;
    private final Clock clock;
    private final Map<String, Card> cards = new LinkedHashMap<>();
    private String title = "";
    private String outcome = "running";
    private @Nullable Instant began;
    private @Nullable Instant ended;

    private Board(String run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    /** Returns a board of the run {@code run}, with nothing on it yet. */
    public static Board of(String run, Clock clock) {
        return new Board(run, clock);
    }

    /** Returns the board that {@code entries} lead to. */
    public static Board of(String run, List<JournalEntry> entries, Clock clock) {
        Board board = new Board(run, clock);
        entries.forEach(board::entry);
        return board;
    }

    @Override
    public synchronized void accept(RunEvent event) {
        if (event instanceof RunEvent.Recorded recorded) {
            entry(recorded.entry());
        } else {
            card(event.path()).ifPresent(card -> shown(card, event));
        }
    }

    /** Returns how the run stands now. */
    public synchronized BoardView view() {
        List<TaskView> tasks = cards.values().stream().map(Card::view).toList();
        List<QuestionView> questions = new ArrayList<>();
        cards.values().forEach(card -> card.questions().forEach(questions::add));
        Money cost = cards.values().stream().map(Card::cost).reduce(Money.ZERO, Money::plus);
        return new BoardView(
                run, title, Optional.ofNullable(began), Optional.ofNullable(ended), outcome, tasks, questions, cost);
    }

    /** Returns the last thing that the task at {@code path} said. */
    synchronized String note(NodePath path) {
        return card(path).map(card -> card.view().note()).orElse("");
    }

    private Optional<Card> card(NodePath path) {
        return TaskPath.taskOf(path).flatMap(id -> Optional.ofNullable(cards.get(id)));
    }

    private void shown(Card card, RunEvent event) {
        Instant now = clock.instant();
        if (event instanceof RunEvent.NodeStarted started) {
            started(card, started.path(), now);
        } else if (event instanceof RunEvent.Waiting waiting) {
            card.move(Phase.QUEUED, now);
            card.waits(waiting.reason(), waiting.since());
        } else if (event instanceof RunEvent.Line line) {
            goesOn(card, line.path(), now);
            card.say(line.text());
        } else if (event instanceof RunEvent.Spent spent) {
            goesOn(card, spent.path(), now);
            card.spends(spent.path(), spent.total().cost());
        } else if (event instanceof RunEvent.BranchEnded end
                && TaskPath.within(end.path()).isEmpty()) {
            card.move(ofStatus(end.status()), now);
        }
    }

    private static void started(Card card, NodePath path, Instant now) {
        Phase phase = Phase.ofNode(path.name());
        card.move(phase, now);
        if (phase == Phase.DEVELOPS) {
            card.attempt(path, now);
        }
    }

    /** Who waits in the middle of its work says nothing else meanwhile. */
    private static void goesOn(Card card, NodePath path, Instant now) {
        if (card.phase() == Phase.QUEUED) {
            card.move(Phase.ofNode(path.name()), now);
        }
    }

    private static Phase ofStatus(String status) {
        return switch (status) {
            case "completed" -> Phase.LANDED;
            case "cancelled" -> Phase.CANCELLED;
            case "skipped" -> Phase.SKIPPED;
            default -> Phase.FAILED;
        };
    }

    private synchronized void entry(JournalEntry entry) {
        if (entry instanceof JournalEntry.RunStarted started) {
            begin(started);
        } else if (entry instanceof JournalEntry.RunCompleted) {
            end("completed", Phase.FAILED, entry.at());
        } else if (entry instanceof JournalEntry.RunFailed failed) {
            end("failed", Phase.FAILED, failed.at());
        } else if (entry instanceof JournalEntry.Cancelled cancelled && isAll(cancelled.path())) {
            end("cancelled", Phase.CANCELLED, cancelled.at());
        } else {
            card(entry.path()).ifPresent(card -> CardEntry.apply(card, entry));
        }
    }

    private static boolean isAll(NodePath path) {
        return path.parent() == null;
    }

    private void begin(JournalEntry.RunStarted started) {
        began = started.at();
        plan(started.input()).ifPresent(plan -> {
            title = Printable.line(plan.title());
            plan.tasks().forEach(task -> cards.put(task.id(), new Card(task)));
        });
    }

    /** A run of another graph has no plan, and so no tasks to show. */
    private static Optional<Plan> plan(Payload input) {
        try {
            return Optional.of(input.as(Plan.class));
        } catch (CodecException other) {
            return Optional.empty();
        }
    }

    private void end(String how, Phase rest, Instant at) {
        outcome = how;
        ended = at;
        for (Card card : cards.values()) {
            boolean neverBegan = !card.hasBegun() && rest == Phase.FAILED;
            card.move(neverBegan ? Phase.SKIPPED : rest, at);
        }
    }
}
