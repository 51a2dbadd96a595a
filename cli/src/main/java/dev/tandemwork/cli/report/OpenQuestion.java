package dev.tandemwork.cli.report;

/**
 * A question that nobody has answered.
 *
 * @param path which
 * @param prompt the sentence
 */
record OpenQuestion(String path, String prompt) {}
