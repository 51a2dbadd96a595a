package dev.tandemwork.sysbox;

import static dev.tandemwork.testkit.model.ModelReply.text;
import static dev.tandemwork.testkit.model.ModelReply.toolUse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.testkit.model.ModelReply;
import dev.tandemwork.testkit.model.ModelScript;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real Claude Code, in real containers, on a model whose answers are written down. */
@RealDocker
@Timeout(300)
final class ClaudeInSandboxTest {
    @RegisterExtension
    final Neighbourhood around = new Neighbourhood();

    @Test
    void four_changeTheRepository_eachWithItsOwnComposeService_atOnce() throws Exception {
        ModelScript script = ModelScript.create();
        for (int i = 1; i <= 4; i++) {
            script.when("Serve page " + i + " of")
                    .turn(bash(serve("page " + i)))
                    .turn(text("Page " + i + " is served."));
        }
        around.answer(script);
        around.pushSite();
        List<Worker> workers = new ArrayList<>();

        try (SysboxWorkerRuntime runtime = around.runtime().build()) {
            for (int i = 1; i <= 4; i++) {
                workers.add(runtime.start(spec("page-" + i, "Serve page " + i + " of the site.")));
            }

            for (int i = 1; i <= 4; i++) {
                WorkerResult.Produced made = produced(workers.get(i - 1).await());
                assertThat(made.summary()).isEqualTo("Page " + i + " is served.");
                assertThat(made.checks())
                        .singleElement()
                        .satisfies(check -> assertThat(check.passed()).isTrue());
                assertThat(around.repository().head("agent/page-" + i))
                        .contains(made.change().head());
                assertThat(around.repository().files("agent/page-" + i))
                        .containsEntry("site/index.html", "page " + i + "\n");
            }
        }
    }

    @Test
    void feedback_goesOnInTheSameSession_inTheSameContainer() throws Exception {
        around.answer(ModelScript.create()
                .when("Write a note")
                .turn(bash("echo one > note.txt; hostname > ~/host"))
                .turn(text("Written."))
                .when("The review found")
                .turn(bash("cp ~/host host.txt; echo two >> note.txt"))
                .turn(text("Mended."))
                .script());

        try (SysboxWorkerRuntime runtime = around.runtime().build()) {
            WorkerSpec first = spec("note", "Write a note.");
            WorkerResult.Produced made = produced(runtime.start(first).await());
            WorkerResult.Produced mended =
                    produced(runtime.start(after(first, made)).await());

            assertThat(mended.session()).isPresent().isEqualTo(made.session());
            assertThat(around.repository().files("agent/note"))
                    .containsEntry("note.txt", "one\ntwo\n")
                    .containsKey("host.txt");
            assertThat(mended.usage().cost().micros()).isPositive();
        }
    }

    @Test
    void feedback_goesOnInTheSameSession_inAnotherContainer_whenTheFirstIsGone() throws Exception {
        around.answer(ModelScript.create()
                .when("Write a note")
                .turn(bash("echo one > note.txt; echo $ANTHROPIC_API_KEY; hostname > ~/host"))
                .turn(text("Written."))
                .when("The review found")
                .turn(bash("test ! -e ~/host && echo two >> note.txt"))
                .turn(text("Mended."))
                .script());

        try (SysboxWorkerRuntime runtime = around.runtime().build()) {
            WorkerSpec first = spec("note", "Write a note.");
            WorkerResult.Produced made = produced(runtime.start(first).await());
            around.removeContainer(first.id());
            WorkerResult.Produced mended =
                    produced(runtime.start(after(first, made)).await());

            assertThat(mended.session()).isPresent().isEqualTo(made.session());
            assertThat(around.lastAsked()).contains("Write a note.", "Written.", "The review found");
            assertThat(around.repository().files("agent/note")).containsEntry("note.txt", "one\ntwo\n");
            assertThat(mended.usage().cost().micros())
                    .isEqualTo(made.usage().cost().micros());
            assertThat(around.workerFolder(first.id()).resolve("conversation.json"))
                    .content()
                    .contains("Written.")
                    .doesNotContain(Neighbourhood.MODEL_KEY);
        }
    }

    @Test
    void feedback_startsAnew_whenNeitherTheContainerNorTheConversationIsLeft() throws Exception {
        around.answer(ModelScript.create()
                .when("Write a note")
                .turn(bash("echo one > note.txt"))
                .turn(text("Written."))
                .when("Write a note", "The review found")
                .turn(bash("echo two >> note.txt"))
                .turn(text("Mended."))
                .script());

        try (SysboxWorkerRuntime runtime = around.runtime().build()) {
            WorkerSpec first = spec("note", "Write a note.");
            WorkerResult.Produced made = produced(runtime.start(first).await());
            around.removeContainer(first.id());
            Files.delete(around.workerFolder(first.id()).resolve("conversation.json"));
            WorkerResult.Produced mended =
                    produced(runtime.start(after(first, made)).await());

            assertThat(mended.session()).isPresent().isNotEqualTo(made.session());
            assertThat(around.lastAsked()).doesNotContain("Written.");
            assertThat(around.repository().files("agent/note")).containsEntry("note.txt", "one\ntwo\n");
        }
    }

    private static WorkerSpec after(WorkerSpec first, WorkerResult.Produced made) {
        Attempt.Previous left =
                new Attempt.Previous(first.id(), made.session(), Optional.of(made.change()), made.usage());
        Attempt next = first.attempt().next(left, Feedback.review(List.of()));
        return new WorkerSpec(new WorkerId("note-2"), next, first.environment(), first.secrets());
    }

    private static String serve(String page) {
        return "base64 -d site/busybox.b64 > site/busybox && chmod +x site/busybox && echo '" + page
                + "' > site/index.html"
                + " && docker compose up -d --build 2>&1 | tail -n 3 && curl -s --retry 20 --retry-connrefused localhost:8080";
    }

    private static ModelReply bash(String command) {
        return toolUse("Bash", Map.of("command", command, "description", "work"));
    }

    private WorkerSpec spec(String id, String instructions) {
        Task task = Task.builder(id)
                .instructions(instructions)
                .repository(around.repositoryUrl())
                .agent(AgentSpec.named("claude"))
                .check(Check.shell("serves", "! test -e site || curl -sf localhost:8080 | grep page"))
                .limits(Limits.defaults().withIdleTime(Duration.ofMinutes(2)))
                .build();
        return new WorkerSpec(
                new WorkerId(id + "-1"),
                Attempt.first(task),
                Map.of("ANTHROPIC_BASE_URL", around.modelUrl()),
                Set.of("ANTHROPIC_API_KEY"));
    }

    private static WorkerResult.Produced produced(WorkerResult result) {
        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        return (WorkerResult.Produced) result;
    }
}
