package dev.tandemwork.worker;

import java.time.Duration;

/**
 * How a check of a task went in its worker.
 *
 * @param name the check
 * @param passed whether its command succeeded
 * @param took how long it ran
 * @param output the end of what it printed
 */
public record CheckResult(String name, boolean passed, Duration took, String output) {}
