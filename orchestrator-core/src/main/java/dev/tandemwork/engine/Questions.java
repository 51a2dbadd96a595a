package dev.tandemwork.engine;

import dev.tandemwork.CodecException;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.journal.Payload;
import dev.tandemwork.journal.RunStoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The questions of a run. {@code this} guards the answers, and is held while one is recorded. */
final class Questions {
    private final Execution<?> run;
    private final Map<String, Asked> asked = new HashMap<>();

    private static final class Asked {
        private final Question question;
        private final Codec<@Nullable Object> codec;
        private final Fiber fiber;
        private final Suspension suspension;
        private @Nullable Payload answer;

        Asked(Question question, Codec<@Nullable Object> codec, Fiber fiber, Suspension suspension) {
            this.question = question;
            this.codec = codec;
            this.fiber = fiber;
            this.suspension = suspension;
        }
    }

    Questions(Execution<?> run) {
        this.run = run;
    }

    /** Leaves {@code fiber} until there is an answer. */
    boolean ask(Fiber fiber, Question question, Codec<@Nullable Object> codec, Ask.@Nullable Deadline<?> deadline) {
        boolean rests = deadline == null;
        Suspension suspension = rests ? new Suspension(fiber, run::wake) : new Suspension(fiber);
        Asked open = new Asked(question, codec, fiber, suspension);
        synchronized (this) {
            asked.put(question.path().toString(), open);
        }
        fiber.suspend(() -> true, suspension);
        if (deadline != null) {
            Duration left = Duration.between(run.now(), question.askedAt().plus(deadline.after()));
            Duration wait = left.isNegative() ? Duration.ZERO : left;
            run.timers().after(wait, () -> run.execute(() -> expire(open, deadline)));
        }
        if (rests) {
            run.rest();
        }
        return false;
    }

    private synchronized void expire(Asked open, Ask.Deadline<?> deadline) {
        if (open.answer == null) {
            settle(open, Objects.requireNonNull(deadline.answer()), "deadline");
        }
    }

    void answer(NodePath path, Object value, String by) {
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
                .filter(open -> open.answer == null && !open.fiber.isCancelled())
                .map(open -> open.question)
                .sorted(Comparator.comparing(Question::path))
                .toList();
    }
}
