package dev.tandemwork.local;

import static dev.tandemwork.testkit.model.ModelReply.text;
import static dev.tandemwork.testkit.model.ModelReply.toolUse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.local.forge.LocalForge;
import dev.tandemwork.local.review.ChecksReviewer;
import dev.tandemwork.local.worker.ProcessWorkerRuntime;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.agent.ClaudeBinary;
import dev.tandemwork.testkit.agent.RealClaude;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.model.ModelReply;
import dev.tandemwork.testkit.model.ModelScript;
import dev.tandemwork.testkit.model.ScriptedModelServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline with the real {@code claude}: processes, git, checks, review, landing. Only the model is scripted. */
@RealClaude
@Timeout(300)
final class ClaudeDeliveryTest {
    @TempDir
    private Path folder;

    private GitRepository repository;

    @BeforeEach
    void create() {
        repository = GitRepository.create(folder.resolve("repository"));
    }

    private static ModelReply bash(String command) {
        return toolUse("Bash", Map.of("command", command, "description", "as scripted"));
    }

    private static ModelScript.Conversation script() {
        return ModelScript.create()
                .when("add the api")
                .turn(bash("echo wrong > api.txt"))
                .turn(text("The api is there."))
                .when("The review found")
                .turn(bash("echo right > api.txt"))
                .turn(text("Mended."))
                .when("add the page")
                .turn(bash("mkdir -p web && echo page > web/index.html"))
                .turn(text("The page is there."));
    }

    private Task.Builder task(String id, String instructions) {
        return Task.builder(id)
                .title("Task " + id)
                .instructions(instructions)
                .repository(repository.location())
                .agent(AgentSpec.named("claude"));
    }

    private Report deliver(ScriptedModelServer model, Plan plan) throws InterruptedException {
        Map<String, String> environment = Map.of(
                "ANTHROPIC_BASE_URL",
                model.url().toString(),
                "PATH",
                ClaudeBinary.require().getParent() + ":" + System.getenv("PATH"));
        try (ProcessWorkerRuntime runtime = ProcessWorkerRuntime.builder()
                        .root(folder.resolve("workers"))
                        .secrets(name -> Optional.of("scripted-key-" + name))
                        .build();
                LocalForge forge = LocalForge.create();
                FileRunStore store = FileRunStore.at(folder.resolve("runs"));
                Engine engine =
                        Engine.builder().store(store).slots(Delivery.WORKERS, 2).build()) {
            Delivery delivery = Delivery.builder(runtime, forge)
                    .gate(ChecksReviewer.create())
                    .environment(environment)
                    .secrets(agent -> Set.of("ANTHROPIC_API_KEY"))
                    .build();
            try (Run<Report> run = engine.start(delivery.plan(), plan, RunOptions.id("claude"))) {
                return run.await().result().orElseThrow();
            }
        }
    }

    @Test
    void twoTasks_oneSentBackToItsSession_bothLand() throws Exception {
        Task api = task("api", "add the api")
                .check(Check.shell("right", "grep -q right api.txt"))
                .build();
        Task page = task("page", "add the page").scope(List.of("web/**")).build();

        try (ScriptedModelServer model = ScriptedModelServer.start(script())) {
            Report report = deliver(model, new Plan("claude", List.of(api, page)));

            assertThat(report.tasks()).allMatch(Report.Landed.class::isInstance, report.toString());
            assertThat(((Report.Landed) report.tasks().get(0)).landed().attempts())
                    .isEqualTo(2);
        }
        assertThat(repository.files("main")).containsEntry("api.txt", "right\n").containsKey("web/index.html");
    }
}
