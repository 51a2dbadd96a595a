package dev.tandemwork.engine;

import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.graph.Ask;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.internal.record.NodeRecord;
import dev.tandemwork.journal.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question to a person. */
final class AskOp extends Op {
    private final Ask<?, ?> ask;
    private final Codec<@Nullable Object> question;
    private final Codec<@Nullable Object> answer;

    AskOp(Ask<?, ?> ask) {
        super(List.of(ask.name()));
        this.ask = ask;
        this.question = Codec.of(ask.inputType());
        this.answer = Codec.of(ask.answerType());
    }

    @Override
    boolean step(Fiber fiber) {
        NodePath path = fiber.child(ask.name(), ask.formerNames());
        NodeRecord record = fiber.recordOf(path);
        if (record != null && record.answered() != null) {
            fiber.setValue(answer.decode(record.answered().answer().bytes()));
            return true;
        }
        return !fiber.goLive(path) || ask(fiber, path, record);
    }

    private boolean ask(Fiber fiber, NodePath path, @Nullable NodeRecord record) {
        Object about = Objects.requireNonNull(fiber.value());
        Payload shown = Payload.of(question.encode(about));
        String prompt = GlueOps.call(fiber, "prompt of [" + ask.name() + "]", () -> ask.promptFor(about));
        if (prompt == null) {
            return true;
        }
        Execution<?> run = fiber.execution();
        JournalEntry.Asked before = record == null ? null : record.asked();
        Instant askedAt = before == null ? run.now() : before.at();
        if (before == null) {
            run.recordLater(new JournalEntry.Asked(askedAt, path, prompt, shown));
        }
        Question open = new Question(path, prompt, shown, ask.answerType(), askedAt);
        return run.questionsAsked().ask(fiber, open, answer, ask.deadline().orElse(null));
    }
}
