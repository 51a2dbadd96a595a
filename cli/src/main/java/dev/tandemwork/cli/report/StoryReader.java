package dev.tandemwork.cli.report;

import dev.tandemwork.CodecException;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what became of a run from its journal, and from nothing else. */
final class StoryReader {
    private static final String TASKS = "task";

    private final RunHistory history;
    private final Map<String, OpenQuestion> questions = new LinkedHashMap<>();
    private Usage usage = Usage.NONE;
    private String status = "under way";
    private Optional<Failure> failure = Optional.empty();

    private StoryReader(RunHistory history) {
        this.history = history;
    }

    static RunStory read(RunHistory history) {
        return new StoryReader(history).read();
    }

    private RunStory read() {
        history.entries().forEach(this::note);
        Optional<Plan> plan = plan();
        List<Task> tasks = plan.map(Plan::tasks).orElse(List.of());
        return new RunStory(
                history.run().value(),
                plan.map(Plan::title).orElse(history.run().value()),
                statusWithQuestions(),
                at(0),
                at(history.entries().size() - 1),
                usage,
                tasks.stream().map(this::story).toList(),
                List.copyOf(questions.values()),
                failure);
    }

    private String statusWithQuestions() {
        boolean open = status.equals("under way") && !questions.isEmpty();
        return open ? status + ", " + Words.count(questions.size(), "open question") : status;
    }

    private Instant at(int index) {
        return history.entries().isEmpty()
                ? Instant.EPOCH
                : history.entries().get(index).at();
    }

    private Optional<Plan> plan() {
        return history.entries().stream()
                .filter(JournalEntry.RunStarted.class::isInstance)
                .map(JournalEntry.RunStarted.class::cast)
                .findFirst()
                .flatMap(started -> decode(started.input(), Plan.class));
    }

    private TaskStory story(Task task) {
        NodePath branch = NodePath.root().branch(TASKS, task.id());
        TaskReader reader = new TaskReader(task);
        history.entries().stream()
                .filter(entry -> entry.path().isAtOrUnder(branch))
                .forEach(reader::accept);
        return reader.story(status);
    }

    private void note(JournalEntry entry) {
        usage = usage.plus(usageOf(entry));
        if (entry instanceof JournalEntry.Asked asked) {
            String path = asked.path().toString();
            questions.put(path, new OpenQuestion(path, asked.prompt()));
        } else if (entry instanceof JournalEntry.Answered answered) {
            questions.remove(answered.path().toString());
        } else if (entry instanceof JournalEntry.RunFailed failed) {
            failure = Optional.of(failed.failure());
        }
        status = statusAfter(entry);
    }

    private String statusAfter(JournalEntry entry) {
        if (entry instanceof JournalEntry.RunCompleted) {
            return "completed";
        }
        if (entry instanceof JournalEntry.RunFailed) {
            return "failed";
        }
        if (entry instanceof JournalEntry.Cancelled && entry.path().equals(NodePath.root())) {
            return "cancelled";
        }
        return status;
    }

    static Usage usageOf(JournalEntry entry) {
        if (entry instanceof JournalEntry.NodeCompleted done) {
            return done.usage();
        }
        if (entry instanceof JournalEntry.AttemptFailed attempt) {
            return attempt.usage();
        }
        return entry instanceof JournalEntry.NodeFailed failed ? failed.usage() : Usage.NONE;
    }

    /** Returns the value, unless the graph is another one, whose node has the same name and returns another type. */
    static <T> Optional<T> decode(Payload payload, Class<T> type) {
        try {
            return Optional.of(payload.as(type));
        } catch (CodecException other) {
            return Optional.empty();
        }
    }
}
