package dev.tandemwork.cli.live;

import dev.tandemwork.budget.Money;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.NodePath;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tells what happens in a run, a line an event: {@code 12:01:07 [api] landing#1/round#1/develop: started}. */
public final class Narrator implements Consumer<RunEvent> {
    private static final Set<String> TELLING = Set.of("publish", "land");

    private final Board board;
    private final Clock clock;
    private final Instant since;
    private final Consumer<String> lines;
    private final DateTimeFormatter time;

    private Narrator(Board board, Clock clock, Consumer<String> lines) {
        this.board = board;
        this.clock = clock;
        this.since = clock.instant();
        this.lines = lines;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    }

    /** Returns a narrator that keeps {@code board} up to date, and tells what happens from now on to {@code lines}. */
    public static Narrator to(Consumer<String> lines, Board board, Clock clock) {
        return new Narrator(board, clock, lines);
    }

    @Override
    public void accept(RunEvent event) {
        board.accept(event);
        if (event instanceof RunEvent.Recorded recorded) {
            JournalEntry entry = recorded.entry();
            if (!entry.at().isBefore(since)) {
                recorded(entry).ifPresent(said -> tell(entry.at(), entry.path(), said));
            }
        } else {
            shown(event).ifPresent(said -> tell(clock.instant(), event.path(), said));
        }
    }

    private void tell(Instant at, NodePath path, String said) {
        String task = TaskPath.taskOf(path).map(id -> "[" + id + "] ").orElse("");
        String within = TaskPath.within(path);
        String subject = within.isEmpty() || within.equals("/") ? "run" : within;
        String label = TaskPath.within(path).isEmpty() ? task : task + subject;
        String separator = said.startsWith("|") ? " " : TaskPath.within(path).isEmpty() ? "" : ": ";
        lines.accept(time.format(at) + " " + label + separator + Printable.line(said));
    }

    private static Optional<String> shown(RunEvent event) {
        if (event instanceof RunEvent.NodeStarted started) {
            return Optional.of(started.attempt() == 1 ? "started" : "started, attempt " + started.attempt());
        }
        if (event instanceof RunEvent.Waiting waiting) {
            return Optional.of("waits " + waiting.reason());
        }
        if (event instanceof RunEvent.Line line) {
            return line.text().isBlank() ? Optional.empty() : Optional.of("| " + line.text());
        }
        if (event instanceof RunEvent.Spent spent) {
            return Optional.of(spent.total().cost())
                    .filter(cost -> !cost.equals(Money.ZERO))
                    .map(cost -> "has spent " + cost);
        }
        if (event instanceof RunEvent.Abandoned left) {
            return Optional.of("did not end in its grace, and was left behind in thread " + left.thread());
        }
        if (event instanceof RunEvent.Dropped dropped) {
            return Optional.of("dropped " + dropped.count() + " lines, for they came too fast");
        }
        return event instanceof RunEvent.BranchEnded end
                        && TaskPath.within(end.path()).isEmpty()
                ? Optional.of("task " + (end.status().equals("completed") ? "landed" : end.status()))
                : Optional.empty();
    }

    private Optional<String> recorded(JournalEntry entry) {
        if (entry instanceof JournalEntry.RunStarted) {
            BoardView view = board.view();
            return Optional.of("[" + view.run() + "] started: " + view.title() + ", "
                    + view.tasks().size() + " tasks");
        }
        if (entry instanceof JournalEntry.NodeCompleted done) {
            return Optional.of(completed(done));
        }
        if (entry instanceof JournalEntry.AttemptFailed failed) {
            return Optional.of("attempt " + failed.attempt() + " failed: "
                    + failed.failure().message());
        }
        if (entry instanceof JournalEntry.NodeFailed failed) {
            return Optional.of("failed: " + failed.failure().message());
        }
        return outcome(entry);
    }

    private static Optional<String> outcome(JournalEntry entry) {
        if (entry instanceof JournalEntry.Asked asked) {
            return Optional.of("asks: " + asked.prompt());
        }
        if (entry instanceof JournalEntry.Answered answered) {
            return Optional.of("answered by " + answered.by() + ": " + answered.answer());
        }
        if (entry instanceof JournalEntry.Cancelled cancelled) {
            return Optional.of("cancelled: " + cancelled.reason());
        }
        if (entry instanceof JournalEntry.RunFailed failed) {
            return Optional.of("failed: " + failed.failure().message());
        }
        return entry instanceof JournalEntry.RunCompleted ? Optional.of("ended") : Optional.empty();
    }

    private String completed(JournalEntry.NodeCompleted done) {
        Money cost = done.usage().cost();
        String spent = cost.equals(Money.ZERO) ? "" : ", " + cost;
        String note = TELLING.contains(done.path().name()) ? ", " + board.note(done.path()) : "";
        return "done in " + Elapsed.of(done.took()) + spent + note;
    }
}
