package dev.tandemwork.cli.live;

/**
 * A question that is open.
 *
 * @param path what it is answered by
 * @param task the task that waits, by which it can be answered too
 * @param prompt the sentence to show
 * @param kind the name of the step that asks: {@code stuck} or {@code approve}
 */
public record QuestionView(String path, String task, String prompt, String kind) {}
