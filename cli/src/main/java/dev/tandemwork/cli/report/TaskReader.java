package dev.tandemwork.cli.report;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.delivery.Approval;
import dev.tandemwork.delivery.Guidance;
import dev.tandemwork.delivery.Proposal;
import dev.tandemwork.delivery.Reviewed;
import dev.tandemwork.delivery.Submission;
import dev.tandemwork.delivery.Turn;
import dev.tandemwork.delivery.Verdict;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.scm.Change;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Feedback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what became of a task from the entries of its branch. */
final class TaskReader {
    private final Task task;
    private final List<Span> spans = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<RoundDraft> rounds = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private Optional<Change> change = Optional.empty();
    private Optional<Turn.Landed> landed = Optional.empty();
    private Usage usage = Usage.NONE;
    private TaskState state = TaskState.WAITING;

    TaskReader(Task task) {
        this.task = task;
    }

    TaskStory story(String runStatus) {
        return new TaskStory(
                task,
                stateIn(runStatus),
                spans,
                marks,
                rounds.stream().map(RoundDraft::round).toList(),
                change,
                landed,
                failures,
                usage);
    }

    /** When the run has ended, a task that never began was skipped, and one that did not end has failed. */
    private TaskState stateIn(String runStatus) {
        boolean open = state == TaskState.WAITING || state == TaskState.RUNNING || state == TaskState.ASKING;
        if (open && runStatus.equals("cancelled")) {
            return TaskState.CANCELLED;
        }
        boolean ended = runStatus.equals("completed") || runStatus.equals("failed");
        if (open && ended) {
            return state == TaskState.WAITING ? TaskState.SKIPPED : TaskState.FAILED;
        }
        return state;
    }

    void accept(JournalEntry entry) {
        usage = usage.plus(StoryReader.usageOf(entry));
        if (entry instanceof JournalEntry.NodeCompleted done) {
            state = TaskState.RUNNING;
            completed(done);
        } else if (entry instanceof JournalEntry.AttemptFailed attempt) {
            failures.add(attempt.failure());
        } else if (entry instanceof JournalEntry.NodeFailed failed) {
            failed(failed);
        } else {
            happened(entry);
        }
    }

    private void failed(JournalEntry.NodeFailed failed) {
        state = TaskState.FAILED;
        failures.add(failed.failure());
        mark(Mark.Kind.FAILED, failed.at(), failed.failure().message());
        if (failed.path().name().equals("develop")) {
            rounds.add(RoundDraft.failed(rounds.size() + 1, failed.usage()));
        }
    }

    private void happened(JournalEntry entry) {
        if (entry instanceof JournalEntry.Asked asked) {
            state = TaskState.ASKING;
            mark(Mark.Kind.ASKED, asked.at(), asked.prompt());
        } else if (entry instanceof JournalEntry.Answered answered) {
            state = TaskState.RUNNING;
            mark(Mark.Kind.ANSWERED, answered.at(), "answered by " + answered.by() + said(answered.answer()));
        } else if (entry instanceof JournalEntry.Cancelled cancelled) {
            state = TaskState.CANCELLED;
            mark(Mark.Kind.ENDED, cancelled.at(), "cancelled: " + cancelled.reason());
        }
    }

    /** An answer to a question of another graph may be anything. */
    private static String said(Payload answer) {
        Optional<String> advice = StoryReader.decode(answer, Guidance.class)
                .map(guidance ->
                        guidance instanceof Guidance.TryAgain again ? "try again, " + again.advice() : "give up");
        return advice.or(() -> StoryReader.decode(answer, Approval.class)
                        .map(approval -> approval.name().toLowerCase(Locale.ROOT)))
                .map(": "::concat)
                .orElse("");
    }

    private void completed(JournalEntry.NodeCompleted done) {
        String name = done.path().name();
        NodePath parent = done.path().parent();
        if (name.equals("develop")) {
            StoryReader.decode(done.result(), Submission.class).ifPresent(made -> developed(made, done));
        } else if (parent != null && parent.name().equals("review")) {
            StoryReader.decode(done.result(), Reviewed.Review.class).ifPresent(review -> round().add(review));
        }
        spans.add(new Span(Span.kindOf(name), name, round().number(), done.at().minus(done.took()), done.at()));
        decided(name, done);
    }

    private void decided(String name, JournalEntry.NodeCompleted done) {
        switch (name) {
            case "propose" ->
                StoryReader.decode(done.result(), Proposal.class)
                        .ifPresent(proposal -> change = Optional.of(proposal.change()));
            case "publish" ->
                StoryReader.decode(done.result(), Verdict.class).ifPresent(verdict -> judged(verdict, done.at()));
            case "land", "tidy" ->
                StoryReader.decode(done.result(), Turn.class).ifPresent(turn -> turned(turn, done.at()));
            default -> {}
        }
    }

    private void developed(Submission made, JournalEntry.NodeCompleted done) {
        rounds.add(new RoundDraft(made, done.took()));
        if (made.change().isPresent()) {
            change = made.change();
        }
    }

    private void judged(Verdict verdict, Instant at) {
        round().judge(verdict);
        if (verdict instanceof Verdict.Refused refused) {
            int count = refused.findings().size();
            mark(Mark.Kind.SENT_BACK, at, "sent back by the review with " + Words.count(count, "finding"));
        }
    }

    private void turned(Turn turn, Instant at) {
        if (turn instanceof Turn.Landed end && landed.isEmpty()) {
            landed = Optional.of(end);
            state = TaskState.LANDED;
            mark(Mark.Kind.LANDED, at, "landed as " + end.commit().abbreviated());
        } else if (turn instanceof Turn.Landed) {
            state = TaskState.LANDED;
        } else if (turn instanceof Turn.GivenUp given) {
            state = TaskState.GIVEN_UP;
            mark(Mark.Kind.ENDED, at, "given up: " + given.reason());
        } else {
            sentBack(turn, at);
        }
    }

    private void sentBack(Turn turn, Instant at) {
        if (turn instanceof Turn.Again again) {
            String why = again.attempt().feedback().map(Feedback::summary).orElse("");
            round().follow("sent back at the landing");
            mark(Mark.Kind.CONFLICT, at, why);
        } else if (turn instanceof Turn.Stuck stuck) {
            round().follow("can't go on: " + stuck.reason());
            mark(Mark.Kind.FAILED, at, stuck.reason());
        }
    }

    private RoundDraft round() {
        if (rounds.isEmpty()) {
            rounds.add(RoundDraft.unknown());
        }
        return rounds.get(rounds.size() - 1);
    }

    private void mark(Mark.Kind kind, Instant at, String text) {
        marks.add(new Mark(kind, at, text));
    }
}
