package dev.tandemwork.engine;

import dev.tandemwork.CodecException;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Step;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.internal.record.NodeRecord;
import dev.tandemwork.journal.Payload;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question to a person. */
final class AskOp extends Op {
    private final Ask<?, ?> ask;
    private final Codec<Object> question;
    private final Codec<Object> answer;

    AskOp(Ask<?, ?> ask) {
        super(Program.knownNames(new Step.Question(ask)));
        this.ask = ask;
        this.question = Codec.of(ask.inputType());
        this.answer = Codec.of(ask.answerType());
    }

    @Override
    boolean step(Fiber fiber) {
        NodePath path = fiber.child(ask.name(), ask.formerNames());
        NodeRecord record = fiber.recordOf(path);
        if (record != null && isAnother(fiber, path, record.asked())) {
            fiber.halt(Drift.question(path));
            return true;
        }
        if (record != null && record.answered() != null) {
            recall(fiber, path, record);
            return true;
        }
        return !fiber.goLive(path) || ask(fiber, path, record);
    }

    /** Returns whether the journal has a question about something else here: its answer would be taken for this one. */
    private boolean isAnother(Fiber fiber, NodePath path, JournalEntry.@Nullable Asked before) {
        if (before == null) {
            return false;
        }
        try {
            byte[] asked = question.encode(question.decode(before.question().bytes()));
            return !Arrays.equals(asked, question.encode(fiber.value()));
        } catch (CodecException unfit) {
            fiber.halt(Drift.type(path, unfit));
            return false;
        }
    }

    private void recall(Fiber fiber, NodePath path, NodeRecord record) {
        try {
            byte[] given = Objects.requireNonNull(record.answered()).answer().bytes();
            fiber.setValue(answer.decode(given));
            JournalEntry.Asked asked = record.asked();
            if (asked != null) {
                Question known = new Question(path, asked.prompt(), asked.question(), ask.answerType(), asked.at());
                fiber.execution().questionsAsked().recall(fiber, known, answer);
            }
        } catch (CodecException unfit) {
            fiber.halt(Drift.type(path, unfit));
        }
    }

    private boolean ask(Fiber fiber, NodePath path, @Nullable NodeRecord record) {
        Object about = fiber.value();
        Payload shown;
        try {
            shown = Payload.of(question.encode(about));
        } catch (CodecException unfit) {
            fiber.fail(Failures.of(path, unfit));
            return true;
        }
        String prompt = GlueOps.call(fiber, "prompt of [" + ask.name() + "]", () -> ask.promptFor(about));
        if (prompt == null) {
            return true;
        }
        Execution<?> run = fiber.execution();
        JournalEntry.Asked before = record == null ? null : record.asked();
        Instant askedAt = before == null ? run.now() : before.at();
        Question open = new Question(path, prompt, shown, ask.answerType(), askedAt);
        Ask.Deadline<?> deadline = ask.deadline().orElse(null);
        return before == null
                ? run.questionsAsked().askAnew(fiber, open, answer, deadline)
                : run.questionsAsked().ask(fiber, open, answer, deadline);
    }
}
