package dev.tandemwork.cli.demo;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The tasks of the demonstration. The two that conflict begin together when there is a worker for each task that waits for no other.
 *
 * @param repository what they are about
 * @param agent the command that does one of them
 */
record DemoTasks(Path repository, Function<String, List<String>> agent) {
    static DemoTasks of(Path repository, Function<String, List<String>> agent) {
        return new DemoTasks(repository, agent);
    }

    List<Task> all() {
        return List.of(greeting(), colours(), total(), search(), receipt());
    }

    private Task greeting() {
        return task("greeting", "Greet the visitors")
                .instructions("Let the heading of the page say: Welcome to the corner shop.")
                .scope(List.of("frontend"))
                .build();
    }

    private Task colours() {
        return task("colours", "Give the heading a warm colour")
                .instructions("Give the heading the class warm, and the class a warm colour.")
                .scope(List.of("frontend"))
                .build();
    }

    private Task total() {
        return task("total", "Add up a basket")
                .instructions("Write backend/total.sh, which prints the total of a basket: total.sh 2 tea 1 milk.")
                .scope(List.of("backend", "tests/total_test.sh"))
                .build();
    }

    private Task search() {
        return task("search", "Find items by name")
                .instructions("Write backend/search.sh, which prints the items whose name contains a word.")
                .scope(List.of("backend", "tests/search_test.sh"))
                .build();
    }

    private Task receipt() {
        return task("receipt", "Print a receipt")
                .instructions("Write frontend/receipt.sh, which prints a basket and its total by backend/total.sh.")
                .scope(List.of("frontend", "tests/receipt_test.sh"))
                .dependsOn(List.of("total"))
                .build();
    }

    private Task.Builder task(String id, String title) {
        return Task.builder(id)
                .title(title)
                .repository(repository.toString())
                .agent(AgentSpec.command(agent.apply(id)))
                .check(Check.shell("tests", "sh tests/run.sh"));
    }
}
