package dev.tandemwork.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Guidance;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RunReportTest {
    private static final String HOSTILE = "</title></style><script>alert(1)</script> \u001b[31mred\u001b[0m"
            + " [x](javascript:alert(2)) | `a` <img src=x onerror=alert(3)> \u202egnp {{body}}\n# heading";

    @TempDir
    Path folder;

    private final RunStore store = RunStore.inMemory();

    @Test
    void hostileText_isShownAsText_inThePage() throws Exception {
        run(failing(HOSTILE), plan(HOSTILE));

        String page = page();

        assertThat(page).doesNotContain("<script", "<img", "\u001b", "\u202e");
        assertThat(page).contains("&lt;script&gt;", "&lt;img src=x", "\u241b[31m");
        assertThat(page.split("<main>", -1)).hasSize(2);
    }

    @Test
    void hostileText_isShownAsText_inMarkdown() throws Exception {
        run(failing(HOSTILE), plan(HOSTILE));

        String report = markdown();

        assertThat(report).doesNotContain("<script", "<img", "\u001b", "\u202e", "[x](", "\n# heading");
        assertThat(report.lines().filter(line -> line.startsWith("# "))).hasSize(1);
    }

    @Test
    void page_asksForNothingElse() throws Exception {
        run(failing("broken"), plan("A plan"));

        assertThat(page())
                .doesNotContain("src=", "http://", "https://", "url(", "@import")
                .contains("default-src 'none'");
    }

    @Test
    void failure_isShown_withItsPathAndMessage() throws Exception {
        run(failing("disk on fire"), plan("A plan"));

        assertThat(page()).contains("0 of 1 landed", "/task[one]/develop", "disk on fire", "is-failed", "Attempt 1");
        assertThat(markdown()).contains("0 of 1 landed", "disk on fire");
    }

    @Test
    void openQuestion_isShown() throws Exception {
        Graph<Task, String> asking = Graph.of(Task.class)
                .then(Graph.ask("stuck", Task.class, String.class).prompt(task -> "What about " + task.id() + "?"));

        run(asking, plan("A plan"));

        assertThat(page()).contains("Open questions", "What about one?", "1 open question", "waits for an answer");
    }

    @Test
    void answersOfPeople_areShown_whereTheTaskIs() throws Exception {
        Graph<Task, String> asking = Graph.of(Task.class)
                .then(Graph.ask("stuck", Task.class, Guidance.class).prompt(task -> "What about " + task.id() + "?"))
                .map(Object::toString);

        run(asking, plan("A plan"), new Guidance.TryAgain("mind the <cents>"));

        assertThat(page()).contains("What about one?", "answered by me: try again, mind the &lt;cents&gt;");
        assertThat(markdown()).contains("What about one?", "answered by me: try again, mind the ");
    }

    @Test
    void runOfAnotherGraph_hasAHeadline_andNoTasks() throws Exception {
        try (Engine engine = Engine.builder().store(store).build();
                Run<Integer> run = engine.start(
                        Graph.node("length", String.class, Integer.class, String::length),
                        "four",
                        RunOptions.id("demo"))) {
            run.await();
        }

        assertThat(page()).contains("Run demo completed").doesNotContain("Timeline");
    }

    private static Graph<Task, String> failing(String message) {
        return Graph.node("develop", Task.class, String.class, task -> {
            throw new IllegalStateException(message);
        });
    }

    private static Plan plan(String title) {
        Task task = Task.builder("one")
                .title(title)
                .instructions("do it")
                .repository("/nowhere")
                .agent(AgentSpec.named("claude"))
                .build();
        return new Plan(title, List.of(task));
    }

    private void run(Graph<Task, String> branch, Plan plan, Object... answers) throws Exception {
        Graph<Plan, Integer> graph = Graph.of(Plan.class)
                .forEach("task", Plan::tasks, Task::id, branch)
                .settle(List::size);
        try (Engine engine =
                        Engine.builder().store(store).slots(Delivery.WORKERS, 1).build();
                Run<Integer> run = engine.start(graph, plan, RunOptions.id("demo"))) {
            run.await(Duration.ofSeconds(20));
            for (Object answer : answers) {
                run.answer(run.questions().get(0).path(), answer, "me");
                run.await(Duration.ofSeconds(20));
            }
        }
    }

    private String page() throws Exception {
        return Files.readString(RunReport.write(store, RunId.of("demo"), folder));
    }

    private String markdown() throws Exception {
        RunReport.write(store, RunId.of("demo"), folder);
        return Files.readString(folder.resolve("report.md"));
    }
}
