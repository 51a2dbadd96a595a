package dev.tandemwork.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.budget.Money;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Limits;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Setup;
import dev.tandemwork.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class PlanFileTest {
    private static final String HEAD = "repository: repo.git\nagent: claude\n";

    @TempDir
    Path folder;

    @Test
    void task_takesWhatThePlanSays_unlessItSaysOtherwise() throws IOException {
        Plan plan = read(HEAD
                + "base: trunk\nlimits: {budget: $2, attempt-time: 1h30m}\nsetup: make ready\nchecks: [make test]\n"
                + "tasks:\n- {id: a, instructions: do a}\n"
                + "- {id: b, title: B, instructions: do b, base: dev, depends-on: [a], setup: {run: make b, timeout: 5s}, checks: [{name: unit, run: make u, timeout: 90s}],"
                + " limits: {memory: 512MiB, rounds: 5}, agent: {name: command, command: [sh, x.sh]}}\n");

        Task a = plan.tasks().get(0);
        Task b = plan.tasks().get(1);
        assertThat(a.repository()).isEqualTo(folder.resolve("repo.git").toString());
        assertThat(a.baseBranch()).isEqualTo("trunk");
        assertThat(a.title()).isEqualTo("do a");
        assertThat(a.checks()).containsExactly(Check.shell("check-1", "make test"));
        assertThat(a.setup()).contains(Setup.shell("make ready"));
        assertThat(b.setup()).contains(new Setup(List.of("sh", "-c", "make b"), Duration.ofSeconds(5)));
        assertThat(a.limits().attemptTime()).isEqualTo(Duration.ofMinutes(90));
        assertThat(b.limits())
                .isEqualTo(Limits.defaults()
                        .withBudget(Money.usd(2))
                        .withAttemptTime(Duration.ofMinutes(90))
                        .withMemoryBytes(512L << 20)
                        .withRounds(5));
        assertThat(b.checks())
                .containsExactly(new Check("unit", List.of("sh", "-c", "make u"), Duration.ofSeconds(90)));
        assertThat(b.agent().command()).containsExactly("sh", "x.sh");
    }

    @Test
    void everyProblem_isToldAtOnce_withItsLine() throws IOException {
        List<String> problems = problems("""
                agent: claud
                limits:
                  rounds: many
                  memry: 4GiB
                tasks:
                - id: a b
                  instructions: do
                - id: b
                  instrctions: do
                """);

        assertThat(problems)
                .containsExactly(
                        "1:1: field [repository] is missing; expected the path of a git repository",
                        "1:8: agent [claud] is not known; expected one of claude, codex, command, droid, gemini, "
                                + "opencode; did you mean [claude]?",
                        "3:11: field [limits.rounds] is [many]; expected a whole number, 1 or more",
                        "4:3: field [limits.memry] is not known; expected one of attempt-time, idle-time, rounds, "
                                + "conflict-rounds, budget, memory, cpus, pids, disk; did you mean [memory]?",
                        "6:7: field [tasks[1].id] is [a b]; expected a name: 1 to 63 letters, digits, '.', '_' or '-', "
                                + "led by a letter or digit",
                        "8:3: field [tasks[2].instructions] is missing; expected what the agent is to do",
                        "9:3: field [tasks[2].instrctions] is not known; expected one of id, title, instructions, scope, "
                                + "depends-on, touches, setup, checks, agent, limits, base; did you mean [instructions]?");
    }

    @Test
    void unknownDependency_isTold_whereItStands() throws IOException {
        assertThat(problems(
                        HEAD + "tasks:\n- {id: api, instructions: x}\n- {id: b, instructions: x, depends-on: [apo]}\n"))
                .containsExactly("5:41: task [b] depends on [apo], which is not in the plan; expected one of api, b; "
                        + "did you mean [api]?");
    }

    @Test
    void circle_isTold_byItsWay() throws IOException {
        assertThat(problems(HEAD + "tasks:\n- {id: a, instructions: x, depends-on: [c]}\n"
                        + "- {id: b, instructions: x, depends-on: [a]}\n- {id: c, instructions: x, depends-on: [b]}\n"))
                .containsExactly("4:3: task [a] waits for itself: a -> c -> b -> a; expected no circle; "
                        + "remove a depends-on from it");
    }

    @Test
    void sameId_andSameField_areTold() throws IOException {
        assertThat(problems(HEAD + "agent: codex\ntasks:\n- {id: a, instructions: x}\n- {id: a, instructions: x}\n"))
                .containsExactly(
                        "3:1: field [agent] is there twice; expected it once",
                        "6:3: task [a] is there twice; expected each id once; give this one another id");
    }

    @Test
    void globThatNoPathOfAChangeFits_isTold() throws IOException {
        String tasks = "tasks: [{id: a, instructions: x, scope: [/src, ./src/**, ../x], touches: [src/**, '*.md']}]\n";

        List<String> problems = problems(HEAD + tasks);

        assertThat(problems).hasSize(3);
        assertThat(problems.get(1))
                .isEqualTo("3:48: field [tasks[1].scope[2]] is [./src/**]; expected a glob of paths below the "
                        + "repository's folder, such as src/** or *.md");
    }

    @Test
    void commandAgent_needsACommand() throws IOException {
        assertThat(problems(HEAD.replace("claude", "command") + "tasks: [{id: a, instructions: x}]\n"))
                .containsExactly("2:8: field [agent] has the agent [command] without a command; expected a command for "
                        + "the agent [command], and for no other");
    }

    @Test
    void brokenYaml_isTold_byItsLine() throws IOException {
        assertThat(problems("title: [a\ntasks: b\n")).singleElement().asString().startsWith("2:6: file is not YAML: ");
    }

    @Test
    void emptyFile_missingFile_andOtherEncodings_areRefused() throws IOException {
        assertThat(problems("")).containsExactly("1:1: file is empty; expected a plan");
        assertThat(problemsOf(folder.resolve("none.yaml")))
                .containsExactly("1:1: file does not exist; expected a plan file; check its name");
        assertThat(problemsOf(folder)).containsExactly("1:1: file is a folder; expected a plan file; check its name");
        assertThat(problems("a word"))
                .singleElement()
                .asString()
                .startsWith("1:1: plan is [a word]; expected a map with the fields title, ");
        Path latin = Files.write(folder.resolve("latin.yaml"), "title: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problemsOf(latin)).containsExactly("1:1: file is not UTF-8; expected UTF-8; save it as UTF-8");
    }

    @Test
    void deepHugeAndExplodingFiles_areRefused_beforeTheyCostAnything() throws IOException {
        assertThat(problems("[".repeat(100_000))).singleElement().asString().contains("deeper than 32 levels");
        assertThat(problems("#".repeat(2 << 20))).singleElement().asString().contains("expected at most 1048576");
        StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 20; i++) {
            laughs.append("a%d: &a%d [*a%d,*a%d,*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(problems(laughs.toString())).singleElement().asString().contains("more than 64 aliases");
    }

    @Test
    void recursiveAlias_isRefused() throws IOException {
        assertThat(problems(HEAD + "tasks: &t [*t]\n")).isNotEmpty();
    }

    @Test
    void exampleOfTheDocumentation_isAPlan() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "plan.md"));
        String example =
                page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```", page.indexOf("```yaml\n") + 8));

        assertThat(read(example).tasks()).hasSizeGreaterThan(1);
    }

    @Test
    void schema_knowsTheSameFields() throws IOException {
        var schema = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(Path.of("..", "docs", "plan.schema.json").toFile());

        assertThat(schema.path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(PlanFile.FIELDS);
        assertThat(schema.at("/$defs/task/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(TaskField.FIELDS);
        assertThat(schema.at("/$defs/limits/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(LimitsField.FIELDS);
    }

    private Plan read(String text) throws IOException {
        return PlanFile.read(
                Files.writeString(folder.resolve("plan.yaml"), text),
                Agents.standard().names());
    }

    private List<String> problems(String text) throws IOException {
        return problemsOf(Files.writeString(folder.resolve("plan.yaml"), text));
    }

    private static List<String> problemsOf(Path file) {
        PlanFileException refused = catchThrowableOfType(
                PlanFileException.class,
                () -> PlanFile.read(file, Agents.standard().names()));
        assertThat(refused.problems()).extracting(Problem::file).containsOnly(file.toString());
        return refused.problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .toList();
    }
}
