package dev.tandemwork.cli.demo;

import dev.tandemwork.task.Plan;
import java.nio.file.Path;

/**
 * A repository and what is to be done in it.
 *
 * @param plan the tasks
 * @param repository the bare repository that they are about
 */
public record DemoProject(Plan plan, Path repository) {}
