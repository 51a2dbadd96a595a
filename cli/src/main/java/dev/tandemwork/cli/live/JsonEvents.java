package dev.tandemwork.cli.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.RunEvent;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells what happens in a run as JSON, an object a line; {@code docs/cli.md} lists the fields. */
public final class JsonEvents implements Consumer<RunEvent> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Board board;
    private final Clock clock;
    private final Instant since;
    private final Consumer<String> lines;

    private JsonEvents(Board board, Clock clock, Consumer<String> lines) {
        this.board = board;
        this.clock = clock;
        this.since = clock.instant();
        this.lines = lines;
    }

    /** Returns a teller that keeps {@code board} up to date, and tells what happens from now on to {@code lines}. */
    public static JsonEvents to(Consumer<String> lines, Board board, Clock clock) {
        return new JsonEvents(board, clock, lines);
    }

    @Override
    public void accept(RunEvent event) {
        board.accept(event);
        if (event instanceof RunEvent.Recorded recorded) {
            JournalEntry entry = recorded.entry();
            if (!entry.at().isBefore(since)) {
                recorded(entry)
                        .ifPresent(json -> tell(entry.at(), entry.path(), json.put("sequence", recorded.sequence())));
            }
        } else {
            tell(clock.instant(), event.path(), shown(event));
        }
    }

    private void tell(Instant at, NodePath path, ObjectNode json) {
        json.put("at", at.toString()).put("run", board.view().run()).put("path", path.toString());
        TaskPath.taskOf(path).ifPresent(task -> json.put("task", task));
        lines.accept(json.toString());
    }

    private static ObjectNode shown(RunEvent event) {
        if (event instanceof RunEvent.NodeStarted started) {
            return event("node-started").put("attempt", started.attempt());
        }
        if (event instanceof RunEvent.Waiting waiting) {
            return event("waiting")
                    .put("reason", waiting.reason())
                    .put("since", waiting.since().toString());
        }
        if (event instanceof RunEvent.Line line) {
            return event("line").put("text", line.text());
        }
        if (event instanceof RunEvent.Spent spent) {
            return used(event("spent"), spent.total());
        }
        if (event instanceof RunEvent.Abandoned left) {
            return event("abandoned").put("thread", left.thread());
        }
        return event instanceof RunEvent.BranchEnded end
                ? event("branch-ended").put("status", end.status())
                : event("dropped").put("count", ((RunEvent.Dropped) event).count());
    }

    private Optional<ObjectNode> recorded(JournalEntry entry) {
        if (entry instanceof JournalEntry.RunStarted) {
            BoardView view = board.view();
            return Optional.of(event("run-started")
                    .put("title", view.title())
                    .put("tasks", view.tasks().size()));
        }
        if (entry instanceof JournalEntry.NodeCompleted done) {
            ObjectNode json = used(event("node-completed"), done.usage());
            return Optional.of(json.put("attempt", done.attempt())
                    .put("tookMillis", done.took().toMillis()));
        }
        if (entry instanceof JournalEntry.AttemptFailed failed) {
            ObjectNode json = failure(event("attempt-failed"), failed.failure());
            return Optional.of(used(json, failed.usage()).put("attempt", failed.attempt()));
        }
        if (entry instanceof JournalEntry.NodeFailed failed) {
            ObjectNode json = failure(event("node-failed"), failed.failure());
            return Optional.of(used(json, failed.usage()).put("attempt", failed.attempt()));
        }
        return outcome(entry);
    }

    private static Optional<ObjectNode> outcome(JournalEntry entry) {
        if (entry instanceof JournalEntry.Asked asked) {
            return Optional.of(event("asked").put("prompt", asked.prompt()));
        }
        if (entry instanceof JournalEntry.Answered answered) {
            return Optional.of(event("answered").put("by", answered.by()));
        }
        if (entry instanceof JournalEntry.Cancelled cancelled) {
            return Optional.of(event("cancelled").put("reason", cancelled.reason()));
        }
        if (entry instanceof JournalEntry.RunFailed failed) {
            return Optional.of(failure(event("run-failed"), failed.failure()));
        }
        return entry instanceof JournalEntry.RunCompleted ? Optional.of(event("run-completed")) : Optional.empty();
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    private static ObjectNode used(ObjectNode json, Usage usage) {
        return json.put("costMicros", usage.cost().micros())
                .put("inputTokens", usage.inputTokens())
                .put("outputTokens", usage.outputTokens());
    }

    private static ObjectNode failure(ObjectNode json, Failure failure) {
        return json.put("reason", failure.reason().name())
                .put("message", failure.message())
                .put("transient", failure.isTransient());
    }
}
