package dev.tandemwork.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.git.GitRepository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EmbeddingTest {
    @TempDir
    Path folder;

    private GitRepository repository;

    @BeforeEach
    void createRepository() {
        repository = GitRepository.create(folder.resolve("project.git"));
    }

    @Test
    void deliver_landsWhatTheAgentsDo() throws Exception {
        Plan plan = plan("echo hello > hello.txt");

        Outcome<Report> outcome = Embedding.deliver(plan, folder);

        assertThat(outcome.result()).get().matches(Report::allLanded);
        assertThat(repository.git("show", "main:hello.txt")).isEqualTo("hello\n");
    }

    @Test
    void changeThatIsTooLarge_isSentBack_andMended() throws Exception {
        String script =
                "if grep -q 'too large' $TANDEMWORK_PROMPT; then seq 100 > hello.txt; else seq 300 > hello.txt; fi";

        Outcome<Report> outcome = Embedding.deliver(plan(script), folder);

        Report.Landed end =
                (Report.Landed) outcome.result().orElseThrow().tasks().get(0);
        assertThat(end.landed().attempts()).isEqualTo(2);
        assertThat(repository.git("show", "main:hello.txt").lines()).hasSize(100);
    }

    private Plan plan(String script) {
        Task task = Task.builder("hello")
                .instructions("Write hello.txt.")
                .repository(repository.location())
                .agent(AgentSpec.command(List.of("sh", "-c", script)))
                .check(Check.shell("written", "test -s hello.txt"))
                .build();
        return new Plan("Greetings", List.of(task));
    }
}
