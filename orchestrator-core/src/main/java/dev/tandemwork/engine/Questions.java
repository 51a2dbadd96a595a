package dev.tandemwork.engine;

import dev.tandemwork.CodecException;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.journal.RunStoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The questions of a run. {@code this} guards the answers, and is held while one is recorded. */
final class Questions {
    private final Execution<?> run;
    private final Map<String, Asked> asked = new HashMap<>();

    /** One question. Its fiber counts as busy while a deadline will move it, unless the run is drained. */
    private final class Asked {
        private final Question question;
        private final Codec<Object> codec;
        private final Fiber fiber;
        private final Suspension suspension;
        private final AtomicBoolean rests = new AtomicBoolean();
        private volatile Timers.Timer deadline = () -> {};
        private @Nullable Payload answer;

        Asked(Question question, Codec<Object> codec, Fiber fiber) {
            this.question = question;
            this.codec = codec;
            this.fiber = fiber;
            this.suspension = new Suspension(fiber, question.path(), this::goOn);
        }

        void rest() {
            if (rests.compareAndSet(false, true)) {
                run.rest();
            }
        }

        private void goOn() {
            deadline.cancel();
            if (rests.getAndSet(true)) {
                run.wake();
            }
        }

        boolean isOpen() {
            return answer == null && !fiber.isCancelled();
        }
    }

    Questions(Execution<?> run) {
        this.run = run;
    }

    /** Asks what the journal does not know; whoever hears of the record finds the question. */
    synchronized boolean askAnew(
            Fiber fiber, Question question, Codec<Object> codec, Ask.@Nullable Deadline<?> deadline) {
        run.recordLater(
                new JournalEntry.Asked(question.askedAt(), question.path(), question.prompt(), question.about()));
        return ask(fiber, question, codec, deadline);
    }

    /** Leaves {@code fiber} until there is an answer. */
    boolean ask(Fiber fiber, Question question, Codec<Object> codec, Ask.@Nullable Deadline<?> deadline) {
        Asked open = new Asked(question, codec, fiber);
        fiber.suspend(() -> true, open.suspension);
        synchronized (this) {
            asked.put(question.path().toString(), open);
        }
        if (deadline != null) {
            expireLater(open, deadline);
        }
        if (deadline == null || run.isDraining()) {
            open.rest();
        }
        return false;
    }

    /** Takes note of a question that was answered before the run was resumed. */
    synchronized void recall(Fiber fiber, Question question, Codec<Object> codec) {
        Asked known = new Asked(question, codec, fiber);
        known.answer = Payload.of(codec.encode(fiber.value()));
        asked.put(question.path().toString(), known);
    }

    /** Lets the run be parked although deadlines are open. */
    synchronized void rest() {
        asked.values().forEach(Asked::rest);
    }

    private void expireLater(Asked open, Ask.Deadline<?> deadline) {
        Duration left = Duration.between(run.now(), open.question.askedAt().plus(deadline.after()));
        Duration wait = left.isNegative() ? Duration.ZERO : left;
        open.deadline = run.timers().after(wait, () -> run.execute(() -> expire(open, deadline)));
        if (open.suspension.isTaken()) {
            open.deadline.cancel();
        }
    }

    private synchronized void expire(Asked open, Ask.Deadline<?> deadline) {
        if (!open.isOpen()) {
            return;
        }
        try {
            settle(open, Objects.requireNonNull(deadline.answer()), "deadline");
        } catch (RunStoreException | CodecException lost) {
            open.fiber.halt(Failures.of(open.question.path(), lost));
        }
    }

    void answer(NodePath path, Object value, String by) {
        Objects.requireNonNull(value, "answer");
        Asked open = find(path);
        if (!open.question.answerType().isInstance(value)) {
            throw EngineException.of(
                    "answer to [" + path + "] is a " + value.getClass().getName() + "; expected a "
                            + open.question.answerType().getName());
        }
        settle(open, value, by);
    }

    void answerJson(NodePath path, String json, String by) {
        Asked open = find(path);
        settle(open, decode(open, path, json), by);
    }

    private static Object decode(Asked open, NodePath path, String json) {
        try {
            return Objects.requireNonNull(open.codec.decode(json.getBytes(StandardCharsets.UTF_8)));
        } catch (CodecException unfit) {
            throw EngineException.of(
                    "answer to [" + path + "] is not a "
                            + open.question.answerType().getSimpleName() + ": " + unfit.getMessage(),
                    unfit);
        }
    }

    private synchronized void settle(Asked open, Object value, String by) {
        Payload given = Payload.of(open.codec.encode(value));
        if (open.answer != null) {
            requireSame(open, given);
            return;
        }
        if (!open.isOpen()) {
            throw EngineException.of("question [" + open.question.path() + "] was cancelled; it can't be answered");
        }
        record(new JournalEntry.Answered(run.now(), open.question.path(), given, by));
        open.answer = given;
        open.fiber.setValue(value);
        open.suspension.grant();
    }

    private void record(JournalEntry.Answered entry) {
        var journal = run.journal();
        if (journal == null) {
            return;
        }
        try {
            journal.appendAndWait(entry);
        } catch (RunStoreException lost) {
            run.halt(Failures.of(entry.path(), lost));
            throw lost;
        }
    }

    private static void requireSame(Asked open, Payload given) {
        if (!given.equals(open.answer)) {
            throw EngineException.of("question [" + open.question.path() + "] was answered by " + open.answer
                    + "; it can't be answered by " + given + " as well");
        }
    }

    private synchronized Asked find(NodePath path) {
        Asked known = asked.get(path.toString());
        if (known == null) {
            throw EngineException.of("run [" + run.id() + "] has no question [" + path + "]; expected one of "
                    + list().stream()
                            .map(question -> question.path().toString())
                            .toList());
        }
        return known;
    }

    /** Returns the open ones. */
    synchronized List<Question> list() {
        return asked.values().stream()
                .filter(Asked::isOpen)
                .map(open -> open.question)
                .sorted(Comparator.comparing(Question::path))
                .toList();
    }
}
