package dev.tandemwork.engine;

import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.Payload;
import java.time.Instant;

/**
 * A question that a run waits for the answer of.
 *
 * @param path which; it is answered by this
 * @param prompt the sentence to show
 * @param about what it is about
 * @param answerType what is expected
 * @param askedAt when it was asked first
 */
public record Question(NodePath path, String prompt, Payload about, Class<?> answerType, Instant askedAt) {}
