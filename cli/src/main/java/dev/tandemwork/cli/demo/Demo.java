package dev.tandemwork.cli.demo;

import dev.tandemwork.task.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Makes the demonstration: a shop in plain files, and five tasks for scripted agents.
 *
 * <p>The tasks {@code greeting} and {@code colours} change the same line, so that the later one has to resolve a
 * conflict; {@code total} is sent back once by its review; {@code receipt} waits for {@code total} and uses it. It takes
 * {@code sh}, {@code awk}, {@code sed} and git.
 */
public final class Demo {
    private Demo() {}

    /**
     * Prepares the demonstration in {@code folder}, or finds what is there from before: a run that was killed goes on.
     *
     * @throws IOException if the folder can't be written
     */
    public static DemoProject prepare(Path folder) throws IOException {
        Path place = Files.createDirectories(folder).toRealPath();
        Path agents = place.resolve("agents");
        DemoFiles.agents().writeTo(agents);
        return project(place, DemoAgent.in(agents));
    }

    /**
     * Prepares it for workers that can't read files of this machine: their commands have the agents' scripts in them.
     *
     * @throws IOException if the folder can't be written
     */
    public static DemoProject prepareForContainers(Path folder) throws IOException {
        return project(Files.createDirectories(folder).toRealPath(), DemoAgent.inCommands());
    }

    private static DemoProject project(Path place, Function<String, List<String>> agent) throws IOException {
        Path repository = DemoRepository.in(place).prepare();
        return new DemoProject(
                new Plan("Corner shop", DemoTasks.of(repository, agent).all()), repository);
    }
}
